import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { addStacks } from '../../apps/stacks';
import { addExamples } from '../../examples/stacks';
import { knownImages, unknownImages } from './known-images';
import { recipeOf } from './recipe';

/*
 * Writes a build context for each image of `apps/` and `examples/` of which something is known: a container that behaves as
 * the image is said to, for trying a stack without the image. `npm run stand-ins -- DIRECTORY`
 */

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  process.stderr.write('usage: npm run stand-ins -- DIRECTORY\n');
  process.exitCode = 2;
} else {
  const app = new App();
  addStacks(app);
  addExamples(app);
  const models = app.node.findAll().filter((construct): construct is Stack => construct instanceof Stack).map((stack) => synthesize(stack).model);
  for (const image of knownImages(models)) {
    const context = path.join(directory, image.reference.replace(/[^\w.-]+/g, '-'));
    fs.mkdirSync(context, { recursive: true });
    for (const [name, text] of recipeOf(image)) fs.writeFileSync(path.join(context, name), text);
    process.stdout.write(`docker build --tag ${image.reference} ${context}\n`);
  }
  for (const reference of unknownImages(models)) process.stderr.write(`nothing is known of ${reference}\n`);
}
