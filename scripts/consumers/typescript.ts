import type { Consumer } from './consumer';
import { versionOf } from './processes';

/** A team that writes TypeScript or JavaScript, and installs with npm. */
export const typescript: Consumer = {
  language: 'typescript',
  needs: 'npm',
  toolchain: () => {
    const npm = versionOf('npm', '--version');
    return npm && `Node.js ${process.version}, npm ${npm}`;
  },

  run: (workspace) => {
    const { packages } = workspace;
    workspace.need('the package is built', () => packages.tarball());
    const peers = { 'aws-cdk-lib': versionOf('npm', 'view', 'aws-cdk-lib', 'version')!, 'constructs': versionOf('npm', 'view', 'constructs', 'version')! };
    workspace.check('the example app is synthesized', () => packages.reference(peers));
  },
};
