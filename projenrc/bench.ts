import { Component, type awscdk } from 'projen';

/** `npm run bench`: what the checks and the constructs cost, in ratios, what memory the CLI needs, and whether searches of policies are right. */
export class Bench extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('bench', {
      description: 'Time the checks beside JSON.parse, cdk-nag, cfn-guard, cfn-lint and checkov, the constructs beside those of CDK, and the import; write docs/benchmarks.md',
    });
    task.spawn(project.compileTask);
    task.exec('node --expose-gc --import tsx bench/checks.ts');
    task.exec('node --expose-gc --import tsx bench/stacks.ts');
    task.exec('node --import tsx bench/same-features.ts');
    task.exec('node --import tsx bench/validators.ts');
    task.exec('tsx bench/import.ts');
    task.exec('node --import tsx bench/memory.ts');
    task.exec('node --import tsx bench/searches.ts');
    task.exec('node --import tsx bench/templates.ts');
    task.exec('tsx bench/write-docs.ts');
    project.eslint?.addLintPattern('bench');
    project.eslint?.allowDevDeps('bench/**/*.ts');
    project.addPackageIgnore('/bench');
  }
}
