import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App, type Environment, Stack } from 'aws-cdk-lib';
import { allow, type Finding, type Validator, Whose } from '../finding';
import { versionOfPackage } from './package-version';
import { EncryptedBucket, LogBucket } from '../../../src';
import { BUCKETS } from '../../../test/catalogue/buckets';
import { ABROAD, HOME, PARTNER, Places, type Specimen } from '../../../test/catalogue/places';
import { BESIDE_A_BUCKET, BETWEEN_BUCKETS, type Feature } from '../../../test/updates/features';

/** A deployment over another one. */
export interface Update {
  readonly title: string;
  readonly before: Specimen;
  readonly after: Specimen;
}

/** What would be lost with what it holds, or what it encrypts. */
const KEPT = ['AWS::S3::Bucket', 'AWS::KMS::Key'];
const REPLACED = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE];

export const updates: Validator = {
  name: 'cloudformation-diff',
  judges: 'Whether an update replaces a bucket or a key: each feature is added to buckets and changed, and each choice of a bucket becomes any other.',
  link: 'https://github.com/aws/aws-cdk-cli/tree/main/packages/@aws-cdk/cloudformation-diff',
  version: versionOfPackage('@aws-cdk/cloudformation-diff'),
  allowed: allow(Whose.USER, 'CloudFormation documents that it replaces a bucket of which Object Lock is turned on or off, an `s3.Bucket` too. Turn it on when you create the bucket.',
    ['WILL_REPLACE'], /AWS::S3::Bucket .*with Object Lock/),
  findings: () => {
    const templates = new Map<Specimen, Templates>();
    const synthesized = (specimen: Specimen) => {
      const known = templates.get(specimen) ?? synthesize(specimen);
      templates.set(specimen, known);
      return known;
    };
    return UPDATES.flatMap(({ title, before, after }) => replacedBetween(title, synthesized(before), synthesized(after)));
  },
};

interface Templates { readonly [stack: string]: { readonly [section: string]: unknown } }

function synthesize(specimen: Specimen): Templates {
  const app = new App();
  specimen(new Places(app));
  return Object.fromEntries(app.synth().stacks.map(({ stackName, template }) => [stackName, template as { [section: string]: unknown }]));
}

/** The buckets and keys that CloudFormation would replace. */
export function replaced({ title, before, after }: Update): Finding[] {
  return replacedBetween(title, synthesize(before), synthesize(after));
}

function replacedBetween(title: string, before: Templates, after: Templates): Finding[] {
  return Object.keys(after).filter((stack) => stack in before).flatMap((stack) => {
    const found: Finding[] = [];
    fullDiff(before[stack], after[stack]).resources.forEachDifference((logicalId, { changeImpact, resourceType }) => {
      if (resourceType === undefined || !KEPT.includes(resourceType) || !REPLACED.includes(changeImpact)) { return; }
      found.push({ rule: changeImpact, type: resourceType, place: `${title}: ${stack}/${logicalId}`, message: 'CloudFormation replaces it' });
    });
    return found;
  });
}

/** Two buckets and a bucket for logs, and what is made for them. */
function withFeature(there: Environment | undefined, feature?: Feature, changed = false): Specimen {
  return ({ app }) => {
    const stack = new Stack(app, 'Stack', { env: HOME });
    const elsewhere = there && new Stack(app, 'Elsewhere', { env: there });
    const [data, other] = ([[stack, 'Data'], [elsewhere ?? stack, 'Other']] as const)
      .map(([scope, id]) => new EncryptedBucket(scope, id, { encryptionAdministrators: [] }));
    const third = there?.account === PARTNER.account ? new Stack(app, 'Third', { env: there }) : undefined;
    feature?.({ stack, data, other, logs: new LogBucket(stack, 'Logs'), third }, 'One', changed);
  };
}

function lifeOf(title: string, feature: Feature, there?: Environment): Update[] {
  const [bare, added, changed] = [withFeature(there), withFeature(there, feature), withFeature(there, feature, true)];
  return [
    { title: `${title} is added`, before: bare, after: added },
    { title: `${title} is changed`, before: added, after: changed },
    { title: `${title} is removed`, before: changed, after: bare },
  ];
}

/** Ways to write one bucket without a change of its name. */
const CHOICES = Object.entries(BUCKETS).filter(([title]) => title.startsWith('EncryptedBucket') && !title.includes('with a name'));

export const UPDATES: readonly Update[] = [
  ...Object.entries(BESIDE_A_BUCKET).flatMap(([title, feature]) => lifeOf(title, feature)),
  ...Object.entries({ 'one stack': undefined, 'two Regions': ABROAD, 'two accounts': PARTNER }).flatMap(([place, there]) =>
    Object.entries(BETWEEN_BUCKETS).flatMap(([title, feature]) => lifeOf(`${title} in ${place}`, feature, there))),
  ...CHOICES.flatMap(([before, specimen]) => CHOICES.filter(([title]) => title !== before)
    .map(([title, after]) => ({ title: `from ${before} to ${title}`, before: specimen, after }))),
];
