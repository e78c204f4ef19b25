'use strict';
const mysql = require('mysql2/promise');
const { Client } = require('pg');

/*
 * Keeps numbered records in the database of which the variables of a stand-in tell. No image has it: it is put beside the program,
 * in one file with the clients that it takes, where somebody wants to know whether records get lost.
 */

/** How long a database may take for one step, in milliseconds. */
const PATIENCE = 5000;
const TABLE = 'CREATE TABLE IF NOT EXISTS stand_in_records (number bigint PRIMARY KEY)';

/** Keeps one, on a connection of its own; it is there for good when that is done. */
function keep(number, environment) {
  const postgres = (environment.DATABASE_URL ?? '').replace(/^postgresql\+\w+:/, 'postgresql:');
  if (postgres.startsWith('postgresql:')) return keepInPostgres(number, postgres);
  if (environment.MYSQL_URL?.startsWith('jdbc:mysql:')) return keepInMySql(number, environment);
  return Promise.reject(new Error('its variables tell of no database'));
}

async function keepInPostgres(number, connectionString) {
  const client = new Client({ connectionString, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE });
  // What breaks while nothing is asked is found by the next question.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(TABLE);
    await client.query('INSERT INTO stand_in_records VALUES ($1) ON CONFLICT DO NOTHING', [number]);
  } finally {
    client.end().catch(() => {});
  }
}

async function keepInMySql(number, { MYSQL_URL: url, MYSQL_USER: user, MYSQL_PASSWORD: password }) {
  const { hostname: host, port, pathname } = new URL(url.replace(/^jdbc:/, ''));
  const connection = await mysql.createConnection({ host, port: Number(port || 3306), user, password, database: pathname.slice(1), connectTimeout: PATIENCE });
  connection.on('error', () => {});
  try {
    await connection.query({ sql: TABLE, timeout: PATIENCE });
    await connection.query({ sql: 'INSERT IGNORE INTO stand_in_records VALUES (?)', timeout: PATIENCE, values: [number] });
  } finally {
    connection.destroy();
  }
}

module.exports = { keep };
