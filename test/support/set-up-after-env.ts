import * as fs from 'fs';
import * as path from 'path';
import { Stack, type ISynthesisSession } from 'aws-cdk-lib';
import { repeatedSids } from './repeated-sids';
import { resourceCycle } from './resource-cycles';
import { foundLessProtected, lessProtected } from './retained';

/**
 * Every template that any test synthesizes is searched for circles of resources, for Sids that one document has twice, and
 * for what is retained without what protects it.
 */
interface Synthesizing { _synthesizeTemplate(session: ISynthesisSession, ...rest: unknown[]): void }

const cycles: string[] = [];
const repeated: string[] = [];
const stackPrototype = Stack.prototype as unknown as Synthesizing;
const synthesizeTemplate = stackPrototype._synthesizeTemplate;

stackPrototype._synthesizeTemplate = function (this: Stack & Synthesizing, session, ...rest) {
  synthesizeTemplate.call(this, session, ...rest);
  const template = fs.readFileSync(path.join(session.assembly.outdir, this.templateFile), 'utf8');
  const parsed = JSON.parse(template) as object;
  foundLessProtected.push(...lessProtected(parsed, isOurs).map((found) => `${this.node.path || this.artifactId}: ${found}`));
  repeated.push(...repeatedSids(parsed).map((found) => `${this.node.path || this.artifactId}: ${found}`));
  const cycle = resourceCycle(parsed);
  if (cycle) { cycles.push(`${this.node.path || this.artifactId}: ${cycle.join(' -> ')}`); }
};

afterEach(() => {
  expect(cycles.splice(0)).toEqual([]);
  expect(repeated.splice(0)).toEqual([]);
  expect(foundLessProtected.splice(0)).toEqual([]);
});

/** A bucket policy that this library has added to. */
function isOurs(policy: object): boolean {
  return /"Sid":"Deny(InsecureTransport|SignatureVersion2|OtherSignatureVersions|OtherEncryption|CustomerProvided)/.test(JSON.stringify(policy));
}
