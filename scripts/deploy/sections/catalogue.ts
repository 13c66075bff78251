import { App } from 'aws-cdk-lib';
import { CATALOGUE, Places } from '../../../test/catalogue';
import { HOME } from '../apps';
import type { DocumentsOfIam } from '../documents';
import { INERT_TYPES, type MiniStack } from '../ministack';
import type { Report } from '../report';
import { deployTemplate, type Template, templatesOf } from '../stacks';

/** What specimens name and do not make. */
const STANDING: Template = {
  stackName: 'Standing',
  ...HOME,
  body: {
    Resources: {
      Reports: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'Reports',
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'batchoperations.s3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
      Database: { Type: 'AWS::Glue::Database', Properties: { CatalogId: HOME.account, DatabaseInput: { Name: 'inventories' } } },
    },
  },
};

/** Everything that the library offers, in each mode, as CloudFormation deploys it; `documents` gets the policies that stand then. */
export async function catalogue(emulator: MiniStack, report: Report, documents: DocumentsOfIam): Promise<void> {
  report.begin('Catalogue');
  for (const [title, specimen] of Object.entries(CATALOGUE)) {
    const app = new App();
    specimen(new Places(app));
    await deployAll(emulator, report, title, templatesOf(app), documents);
  }
}

/** Deploys templates where nothing else stands. */
export async function deployAll(
  emulator: MiniStack, report: Report, title: string, templates: readonly Template[], documents: DocumentsOfIam,
): Promise<void> {
  const types = new Set(templates.flatMap(({ body }) => Object.values(body.Resources ?? {}).map(({ Type }) => Type)));
  for (const type of types) {
    if (type.startsWith('Custom::')) { report.notProven({ what: type, why: 'nobody has uploaded the code of its Lambda function: the resource is made, and does nothing' }); }
    if (INERT_TYPES.includes(type)) { report.notProven({ what: type, why: 'MiniStack has no such resource: the template\'s others are deployed, and this one does nothing' }); }
  }
  await emulator.reset();
  await deployTemplate(emulator, STANDING);
  await report.check(title, async () => {
    for (const template of templates) { await documents.add(title, await deployTemplate(emulator, template)); }
  });
}
