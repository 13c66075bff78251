import { Component, type awscdk } from 'projen';

// docs/decisions/0099
/** The script and the styles of the HTML report, bundled from `report/`, and the tests of reports in a browser. */
export class HtmlReport extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const bundle = project.addTask('report', {
      description: 'Bundle the script and the styles of the HTML report from report/ into src/validation/reports/html/bundle.ts',
      exec: 'tsx scripts/html-report.ts',
    });
    project.preCompileTask.spawn(bundle);
    project.annotateGenerated('/src/validation/reports/html/bundle.ts');
    project.addTask('report:pictures', {
      description: 'Draw the pictures of the HTML report in docs/images, in Chromium',
      exec: 'tsx scripts/html-report-pictures.ts',
      receiveArgs: true,
    });
    project.addTask('test:browser', {
      description: 'Test the HTML report and the map of the Markdown report in Chromium (skipped where there is none)',
      exec: 'jest --ci --coverage=false --config test/jest.browser.json',
      receiveArgs: true,
    });
    project.addPackageIgnore('/report');
    project.eslint?.addLintPattern('report');
    project.eslint?.allowDevDeps('report/**/*');
    project.eslint?.addIgnorePattern('src/validation/reports/html/bundle.ts');
  }
}
