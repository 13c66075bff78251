import * as fs from 'fs';
import * as path from 'path';
import { Stack, type ISynthesisSession } from 'aws-cdk-lib';
import { resourceCycle } from './resource-cycles';

/**
 * Every template that any test synthesizes is searched for circles of resources.
 */
interface Synthesizing { _synthesizeTemplate(session: ISynthesisSession, ...rest: unknown[]): void }

const cycles: string[] = [];
const stackPrototype = Stack.prototype as unknown as Synthesizing;
const synthesizeTemplate = stackPrototype._synthesizeTemplate;

stackPrototype._synthesizeTemplate = function (this: Stack & Synthesizing, session, ...rest) {
  synthesizeTemplate.call(this, session, ...rest);
  const template = fs.readFileSync(path.join(session.assembly.outdir, this.templateFile), 'utf8');
  const cycle = resourceCycle(JSON.parse(template) as object);
  if (cycle) { cycles.push(`${this.node.path || this.artifactId}: ${cycle.join(' -> ')}`); }
};

afterEach(() => {
  expect(cycles.splice(0)).toEqual([]);
});
