import type { Consumer } from './consumer';
import { versionHere, type Peers } from './packages';
import { must, versionOf } from './processes';
import { assertContents } from './typescript/contents';
import { assertCommand, assertCompiles, assertInstalled, assertLoads } from './typescript/use';
import type { Workspace } from './workspace';

/** A team that writes TypeScript or JavaScript, and installs with npm. */
export const typescript: Consumer = {
  language: 'typescript',
  needs: 'npm',
  toolchain: () => {
    const npm = versionOf('npm', '--version');
    return npm && `Node.js ${process.version}, npm ${npm}`;
  },

  run: (workspace) => {
    workspace.need('the package is built', () => workspace.packages.tarball());
    workspace.check('it holds what is needed and nothing else', () => assertContents(workspace.packages.tarball()));
    use(workspace, 'the newest peers', { 'aws-cdk-lib': newest('aws-cdk-lib'), 'constructs': newest('constructs') });
    use(workspace, 'the oldest peers', { 'aws-cdk-lib': versionHere('aws-cdk-lib'), 'constructs': versionHere('constructs') });
  },
};

function use(workspace: Workspace, which: string, peers: Peers): void {
  const { packages } = workspace;
  const project = workspace.need(`npm installs it with ${which} (aws-cdk-lib ${peers['aws-cdk-lib']})`, () => packages.typeScriptProject(peers));
  workspace.check(`npm finds nothing wrong with ${which}`, () => assertInstalled(project));
  workspace.check(`the CDK CLI synthesizes the example app with ${which}`, () => packages.reference(peers));
  workspace.check(`the example and the package's declarations compile, strictly, with ${which}`, () => assertCompiles(project));
  workspace.check(`JavaScript loads it with require() and with import, with ${which}`, () => assertLoads(project));
  workspace.check(`npx cdk-s3-encryption judges templates, with ${which}`, () => assertCommand(project));
}

function newest(name: string): string {
  return must('npm', ['view', name, 'version']).trim();
}
