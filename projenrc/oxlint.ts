import { Component, JsonFile, type awscdk } from 'projen';

const LINTED = ['src', 'test', 'examples', 'scripts', 'report', 'bench', 'projenrc', '.projenrc.ts'];

/** Rules of ESLint that need types. */
const WITH_TYPES = ['no-floating-promises', 'return-await'];

// docs/decisions/0128
/** The rules that look beyond one file, at imports and types: ESLint takes longer for them than for all its others. */
export class Oxlint extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addDevDeps('oxlint@^1.94.0', 'oxlint-tsgolint@^7.0.2008');
    new JsonFile(project, '.oxlintrc.json', {
      marker: false,
      obj: {
        plugins: ['import', 'typescript'],
        categories: { correctness: 'off' },
        rules: { 'import/no-cycle': 'error', ...Object.fromEntries(WITH_TYPES.map((rule) => [`typescript/${rule}`, 'error'])) },
      },
    });
    project.addPackageIgnore('/.oxlintrc.json');
    const oxlint = project.addTask('oxlint', {
      description: 'Find imports that form a cycle, and promises that are not awaited', exec: `oxlint --type-aware ${LINTED.join(' ')}`,
    });
    project.testTask.spawn(oxlint);

    const eslint = project.tryFindObjectFile('.eslintrc.json');
    for (const rule of WITH_TYPES) { eslint?.addDeletionOverride(`rules.@typescript-eslint/${rule}`); }
    eslint?.addDeletionOverride('parserOptions.projectService');
  }
}
