import { Component, type awscdk } from 'projen';

/** `docs/images/dashboard.svg`: the dashboard of a monitor, drawn from its definition. */
export class DashboardPicture extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs:dashboard', {
      description: 'Draw docs/images/dashboard.svg from the definition of a dashboard',
      exec: 'tsx scripts/dashboard-picture.ts',
    });
    project.postCompileTask.spawn(task);
    project.annotateGenerated('/docs/images/dashboard.svg');
  }
}
