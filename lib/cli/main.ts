#!/usr/bin/env node
import { run } from './run';

process.exitCode = run(process.argv.slice(2), {
  directory: process.cwd(),
  environment: process.env,
  isTerminal: process.stdout.isTTY,
  print: (text) => void process.stdout.write(text),
  printError: (text) => void process.stderr.write(text),
});
