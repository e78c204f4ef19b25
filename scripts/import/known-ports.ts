/** The ports of programs that listen where everybody knows, by the name of their image without registry and version. */
const PORTS: Readonly<Record<string, number>> = {
  cassandra: 9042, clickhouse: 8123, 'clickhouse-server': 8123, couchdb: 5984, elasticsearch: 9200, etcd: 2379, guacd: 4822, influxdb: 8086, kafka: 9092, mariadb: 3306, memcached: 11211,
  minio: 9000, mongo: 27017, mysql: 3306, nats: 4222, neo4j: 7687, nginx: 80, ollama: 11434, opensearch: 9200, percona: 3306, pgvector: 5432, postgis: 5432, postgres: 5432, postgresql: 5432,
  qdrant: 6333, rabbitmq: 5672, redis: 6379, 'redis-stack': 6379, solr: 8983, valkey: 6379, zookeeper: 2181,
};

/** The port on which everybody expects the program of an image; undefined if nobody does. */
export function knownPort(reference: string): number | undefined {
  const name = /^(?:.*\/)?([^/:@]+)(?:[:@].*)?$/.exec(reference)?.[1] ?? '';
  return Object.hasOwn(PORTS, name) ? PORTS[name] : undefined;
}
