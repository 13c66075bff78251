import { Component, type awscdk } from 'projen';

/** The part of `src/policy-evaluation` that comes from the Service Authorization Reference: actions and condition keys. */
export class ServiceActions extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('policy-evaluation:actions', {
      description: 'Write the actions and condition keys of src/policy-evaluation/actions from the Service Authorization Reference',
      exec: 'tsx scripts/service-actions.ts',
    });
    project.preCompileTask.spawn(task);
    for (const file of ['condition-key-types.ts', 'kms-actions.ts', 's3-actions.ts', 's3express-actions.ts', 's3tables-actions.ts', 's3vectors-actions.ts']) {
      project.annotateGenerated(`/src/policy-evaluation/actions/${file}`);
    }
  }
}
