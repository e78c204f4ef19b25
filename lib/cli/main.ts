#!/usr/bin/env node
import { run } from './run';
import { EXIT } from './world';

// Whoever reads the first lines alone has seen enough.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? process.exitCode : EXIT.UNREADABLE));

process.exitCode = run(process.argv.slice(2), {
  directory: process.cwd(),
  environment: process.env,
  isTerminal: process.stdout.isTTY,
  print: (text) => void process.stdout.write(text),
  printError: (text) => void process.stderr.write(text),
});
