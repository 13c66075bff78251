import { App, Stack, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgedAt } from '../../../src/validation/checks/acknowledged';
import { RULE } from '../reports/made';

const NOW = 'S3Encryption::KeyNamed';
const BEFORE = 'S3Encryption::KeySet';
const rule = { ...RULE, formerNames: ['KeySet'] };

interface Tree {
  readonly app: App;
  readonly stack: Stack;
  readonly data: Construct;
}

function found(acknowledge: (tree: Tree) => void): string | undefined {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const data = new Construct(stack, 'Data');
  acknowledge({ app, stack, data });
  const at = acknowledgedAt(data, rule);
  return at && `${at.construct.node.path} ${at.id} ${at.reason}`;
}
const on = (construct: Construct, id: string, reason: string) => { Validations.of(construct).acknowledge({ id, reason }); };
const metadata = (construct: Construct, data: unknown, type: string = Validations.ACKNOWLEDGED_RULES_METADATA_KEY) => {
  construct.node.addMetadata(type, data);
};

test.each<[string, (tree: Tree) => void, string | undefined]>([
  ['nowhere', () => undefined, undefined],
  ['on the construct', ({ data }) => { on(data, NOW, 'signed'); }, `Stack/Data ${NOW} signed`],
  ['around it', ({ app }) => { on(app, NOW, 'signed'); }, ` ${NOW} signed`],
  ['closest', ({ app, stack }) => { on(app, NOW, 'far'); on(stack, NOW, 'near'); }, `Stack ${NOW} near`],
  ['under a former name', ({ data }) => { on(data, BEFORE, 'signed'); }, `Stack/Data ${BEFORE} signed`],
  ['under its name, though farther away', ({ app, data }) => { on(data, BEFORE, 'old'); on(app, NOW, 'new'); }, ` ${NOW} new`],
  ['for another rule', ({ data }) => { on(data, 'S3Encryption::AcmeTag', 'signed'); }, undefined],
  ['for a rule of another plugin', ({ data }) => { on(data, 'Other::KeyNamed', 'signed'); }, undefined],
  ['in what is below', ({ data }) => { on(new Construct(data, 'Inner'), NOW, 'signed'); }, undefined],
  ['by metadata without a reason', ({ data }) => { metadata(data, { [NOW]: true }); }, `Stack/Data ${NOW} `],
  ['by metadata that is none', ({ data }) => { metadata(data, null); metadata(data, NOW); }, undefined],
  ['by metadata of another type', ({ data }) => { metadata(data, { [NOW]: 'signed' }, 'other'); }, undefined],
  ['by what objects have anyway', ({ data }) => { metadata(data, Object.create({ [NOW]: 'signed' })); }, undefined],
])('%s', (_, acknowledge, at) => { expect(found(acknowledge)).toBe(at); });
