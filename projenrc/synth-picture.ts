import { Component, type awscdk } from 'projen';

/** `docs/images/quick-start.svg`: what `cdk synth` prints for the app of the README. A test holds it up to date. */
export class SynthPicture extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('docs:synth-picture', {
      description: 'Run cdk synth on the app of the README, and draw docs/images/quick-start.svg from what it prints',
      exec: 'tsx scripts/synth-picture.ts',
    });
    project.annotateGenerated('/docs/images/quick-start.svg');
  }
}
