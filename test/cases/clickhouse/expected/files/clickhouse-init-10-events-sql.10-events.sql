CREATE TABLE traces.events (at DateTime) ENGINE = MergeTree ORDER BY at;
