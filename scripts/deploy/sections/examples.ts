import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { deployAll } from './catalogue';
import { ROOT } from '../../consumers/packages';
import { must } from '../../consumers/processes';
import { HOME } from '../apps';
import type { DocumentsOfIam } from '../documents';
import type { MiniStack } from '../ministack';
import type { Report } from '../report';
import type { Template } from '../stacks';

interface Artifact {
  readonly type: string;
  readonly environment: string;
  readonly properties: { readonly templateFile: string; readonly stackName?: string };
  readonly dependencies?: string[];
}

/** The apps of `examples/`, as CloudFormation deploys them. */
export async function examples(emulator: MiniStack, report: Report, documents: DocumentsOfIam): Promise<void> {
  report.begin('Examples');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
  try {
    must('npx', ['tsx', path.join(__dirname, '..', 'synthesize-examples.ts'), folder], { cwd: ROOT, env: { CDK_VALIDATION: 'false' } });
    for (const app of fs.readdirSync(folder)) {
      const templates = templatesIn(path.join(folder, app));
      await deployAll(emulator, report, `${app}: ${templates.map(({ stackName }) => stackName).join(', ')}`, templates, documents);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The templates of an assembly, each after those that it depends on. */
function templatesIn(assembly: string): Template[] {
  const { artifacts } = JSON.parse(fs.readFileSync(path.join(assembly, 'manifest.json'), 'utf8')) as {
    artifacts: { readonly [id: string]: Artifact };
  };
  const ordered: string[] = [];
  const visit = (id: string): void => {
    if (ordered.includes(id) || artifacts[id]?.type !== 'aws:cloudformation:stack') { return; }
    artifacts[id].dependencies?.forEach(visit);
    ordered.push(id);
  };
  Object.keys(artifacts).forEach(visit);
  return ordered.map((id) => {
    const { environment, properties } = artifacts[id];
    const [account, region] = environment.replace('aws://', '').split('/');
    return {
      stackName: properties.stackName ?? id,
      account: account === 'unknown-account' ? HOME.account : account,
      region: region === 'unknown-region' ? HOME.region : region,
      body: JSON.parse(fs.readFileSync(path.join(assembly, properties.templateFile), 'utf8')) as Template['body'],
    };
  });
}
