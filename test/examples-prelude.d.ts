import type * as library from 'cdk8s-compose';

/** What the examples in the library's documentation take for granted. */
declare global {
  const app: library.App;
  const stack: library.Stack;
  const image: library.Image;

  const agent: library.AgentService;
  const backend: library.AgentService;
  const api: library.Workload;
  const worker: library.Workload;
  const migration: library.Workload;
  const web: library.FrontendNginx;
  const redis: library.Redis;
  const postgres: library.Postgres;
  const mysql: library.MySql;

  class Shop extends library.Stack {}
  class AiSociety extends library.Stack {}
}
