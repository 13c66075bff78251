import { ACCOUNT, hook, resourceEvent, serving, stackEvent } from './support';
import { parseTemplate } from '../../src/template-parser';
import { examplesOf, RULES } from '../../src/validation/rules';

const STRICT = { ruleSet: 'strict', failOnWarnings: true };

const EXAMPLES = RULES.flatMap(({ metadata }) => Object.entries(examplesOf(metadata)).map(([kind, text]) => [`${metadata.name} ${kind}`, text as string] as const))
  .filter(([, text]) => !/^---$/m.test(text));

interface Resources { readonly [logicalId: string]: { readonly Type: string; readonly Properties?: object } }

/** What is violated, as `rule logicalId`. */
async function violations(event: object, template?: string): Promise<string[]> {
  const { invoke, logged } = hook(STRICT, template === undefined ? undefined : serving({ template }));
  await invoke(event);
  return logged.filter(({ status }) => status === 'violation').map(({ finding, logicalId }) => `${String(finding)} ${String(logicalId)}`);
}

const KEY_ID = '11111111-2222-3333-4444-555555555555';

/** Properties as CloudFormation passes them to a Hook: what they refer to exists already, and has a name or an ARN. */
function resolved(value: unknown, resources: Resources): unknown {
  if (Array.isArray(value)) { return value.map((one) => resolved(one, resources)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [[name, operand] = ['', undefined]] = Object.entries(value) as [string, unknown][];
  switch (name) {
    case 'Ref': return nameOf(String(operand), resources);
    case 'Fn::GetAtt': return arnOf(String(Array.isArray(operand) ? operand[0] : operand).split('.')[0], resources);
    case 'Fn::Sub': return String(operand).replace(/\$\{([^}.]+)(\.[^}]+)?\}/g, (_, id: string, attribute?: string) => (attribute ? arnOf : nameOf)(id, resources));
    default: return Object.fromEntries(Object.entries(value).map(([one, member]) => [one, resolved(member, resources)]));
  }
}

function nameOf(id: string, resources: Resources): string {
  if (id === 'AWS::AccountId') { return ACCOUNT; }
  if (id === 'AWS::Region') { return 'us-west-2'; }
  return resources[id]?.Type === 'AWS::KMS::Key' ? KEY_ID : `name-of-${id.toLowerCase()}`;
}

function arnOf(id: string, resources: Resources): string {
  return resources[id]?.Type === 'AWS::KMS::Key' ? `arn:aws:kms:us-west-2:${ACCOUNT}:key/${KEY_ID}` : `arn:aws:s3:::${nameOf(id, resources)}`;
}

// docs/decisions/0121
test('what a resource violates by itself, it violates in its template', async () => {
  const found = new Set<string>();
  for (const [example, text] of EXAMPLES) {
    const { Resources: resources } = parseTemplate(text, 'template.yaml') as { readonly Resources: Resources };
    const inTemplate = await violations(stackEvent('CREATE'), text);
    for (const [logicalId, { Type: type, Properties: properties = {} }] of Object.entries(resources)) {
      const alone = await violations(resourceEvent(type, resolved(properties, resources), null, logicalId));
      expect({ example, onlyAlone: alone.filter((one) => !inTemplate.includes(one)) }).toEqual({ example, onlyAlone: [] });
      for (const one of alone) { found.add(one.split(' ')[0]); }
    }
  }
  expect([...found].sort()).toEqual([
    'BucketKeyEnabled', 'BucketKeyNotApplicable', 'BucketKindEncryptionDeclared', 'BucketKindEncryptionValid', 'BucketKindKmsEncryption',
    'BucketKindPolicyNotPublic', 'CustomerManagedKey', 'DefaultEncryptionDeclared', 'DefaultEncryptionValid',
    'KmsKeyPolicyNotPublic', 'KmsKeySameRegion', 'LogDestinationNotSelf', 'ReplicaKmsKey', 'ReplicationKmsAware', 'ReplicationNotToManagedKey',
    'ReplicationOwnerOverride', 'SseCBlocked', 'WebsiteNotKms',
  ]);
});
