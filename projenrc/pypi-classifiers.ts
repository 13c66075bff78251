import { Component, type awscdk } from 'projen';

/** How PyPI sorts the package, beside what jsii says of it; Construct Hub goes by the frameworks. */
const CLASSIFIERS = [
  'Framework :: AWS CDK',
  'Framework :: AWS CDK :: 2',
  'Topic :: Security',
  'Topic :: Software Development :: Libraries',
];

/** Adds to the Python target of jsii what projen has no option for. */
export class PypiClassifiers extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.tryFindObjectFile('package.json')?.addOverride('jsii.targets.python.classifiers', CLASSIFIERS);
  }
}
