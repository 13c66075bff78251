import { Component, type awscdk } from 'projen';

/** `npm run docs:aws-links`: every page of AWS that documents, metadata and docstrings link to. */
export class AwsLinks extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.addTask('docs:aws-links', {
      description: 'List every link to a page of AWS with its places (`-- --check` asks AWS which have moved or are gone)',
      exec: 'tsx scripts/aws-links.ts',
      receiveArgs: true,
    });
  }
}
