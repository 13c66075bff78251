import * as path from 'path';
import { CreatePolicyCommand, CreateRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { DocumentsOfIam, Kind } from '../documents';
import { Emulator, freePorts } from '../emulator';
import { pythonWith } from '../python';
import type { Report } from '../report';

const REQUIREMENT = 'moto[server]==5.2.5';

type Submit = (document: string) => Promise<unknown>;
interface PolicyDocument { Version?: string; Statement: { [element: string]: unknown }[] }

/** Documents that IAM refuses, made of ones that it accepts. */
const FAULTS: { readonly [fault: string]: (document: PolicyDocument) => void } = {
  'an unknown version': (document) => { document.Version = '2012-10-18'; },
  'an effect that there is not': (document) => { document.Statement[0].Effect = 'Permit'; },
  'a statement without an action': (document) => { delete document.Statement[0].Action; delete document.Statement[0].NotAction; },
  'an unknown element': (document) => { document.Statement[0].Actions = ['s3:GetObject']; },
  'an unknown operator': (document) => { document.Statement[0].Condition = { StringEqualz: { 'aws:SourceAccount': '111122223333' } }; },
  'two statements of the same Sid': (document) => { document.Statement = [0, 1].map(() => ({ ...document.Statement[0], Sid: 'Same' })); },
};

/** What moto refuses by mistake, how a document says it, and what stands for it, so that the rest of the document is judged. */
const MISTAKES: readonly { readonly what: string; readonly why: string; readonly said: RegExp; readonly instead: string }[] = [{
  what: 'The form of the ARN of a job of S3 Batch Operations',
  why: 'moto refuses any Region in an ARN of S3; the Service Authorization Reference has jobs as arn:aws:s3:REGION:ACCOUNT:job/ID',
  said: /arn:aws:s3:[\w-]+:\d{12}:job\//g,
  instead: 'arn:aws:s3:::job/',
}];

/** IAM's own judgement of the form of each policy document that was deployed. */
export async function iamDocuments(report: Report, documents: DocumentsOfIam): Promise<void> {
  report.begin('Policy documents, as IAM reads them');
  const [port] = await freePorts(1);
  const emulator = await Emulator.start(pythonWith(REQUIREMENT), path.join(__dirname, '..', 'moto', 'server.py'), {
    args: () => [String(port)], url: `http://127.0.0.1:${port}/moto-api/data.json`,
  });
  try {
    const submits = submittersAt(`http://127.0.0.1:${port}`);
    for (const [kind, submit] of Object.entries(submits) as [Kind, Submit][]) { await judge(report, kind, submit, documents); }
  } finally {
    emulator.stop();
  }
}

async function judge(report: Report, kind: Kind, submit: Submit, documents: DocumentsOfIam): Promise<void> {
  const all = documents.of(kind);
  await report.check(`${all.length} documents of kind ${kind} are accepted`, async () => {
    if (all.length === 0) { throw new Error('There is none.'); }
    const problems: string[] = [];
    for (const { document, where } of all) {
      try {
        await submit(withoutMistakes(document, report));
      } catch (error) {
        problems.push(`${where}: ${(error as Error).message}\n${document}`);
      }
    }
    if (problems.length > 0) { throw new Error(problems.join('\n')); }
  });
  for (const [fault, make] of Object.entries(FAULTS)) {
    const document = JSON.parse(all[0]?.document ?? '{"Statement":[{}]}') as PolicyDocument;
    make(document);
    const refusal = await refusalOf(() => submit(JSON.stringify(document)));
    if (refusal === undefined) {
      report.notProven({ what: `That ${fault} is refused in a document of kind ${kind}`, why: 'moto accepts it' });
      report.skip(`a document of kind ${kind} with ${fault} is refused`, 'moto accepts it');
    } else {
      await report.check(`a document of kind ${kind} with ${fault} is refused`, () => { if (!/Malformed|MalformedPolicy/.test(refusal)) { throw new Error(refusal); } });
    }
  }
}

function withoutMistakes(document: string, report: Report): string {
  return MISTAKES.reduce((text, { said, instead, ...mistake }) => {
    if (text.search(said) >= 0) { report.notProven(mistake); }
    return text.replace(said, instead);
  }, document);
}

async function refusalOf(request: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await request();
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

/** What takes a document of each kind. */
function submittersAt(endpoint: string): { readonly [kind in Kind]: Submit } {
  const iam = new IAMClient({ region: 'eu-west-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' }, endpoint, maxAttempts: 1 });
  let count = 0;
  const name = () => `document-${count++}`;
  const identity: Submit = (PolicyDocument) => iam.send(new CreatePolicyCommand({ PolicyName: name(), PolicyDocument }));
  // Its S3 and its KMS take whatever they are given. All but the principals has the grammar of identities' policies.
  const ofResource: Submit = (document) => identity(withoutPrincipals(document));
  return {
    identity,
    trust: async (PolicyDocument) => {
      const RoleName = name();
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }));
      // It looks at changes only.
      return iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    },
    bucket: ofResource,
    key: ofResource,
  };
}

function withoutPrincipals(document: string): string {
  const policy = JSON.parse(document) as PolicyDocument;
  return JSON.stringify({ ...policy, Statement: policy.Statement.map(({ Principal: _, ...rest }) => rest) });
}
