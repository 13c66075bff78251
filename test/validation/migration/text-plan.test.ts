import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import type * as migration from '../../../src/validation/migration';
import type * as steps from '../../../src/validation/migration/steps';
import { Posture } from '../../../src/validation/posture';
import { ALGORITHM_HEADER, deny, documentOf } from '../../legacy-policy/support';

const json = {
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: documentOf(deny({ Null: { [ALGORITHM_HEADER]: 'true' } }, { Sid: 'NoHeader' })) },
    },
  },
};

const STEPS = '../../../src/validation/migration/steps';
const actual = jest.requireActual<typeof steps>(STEPS);
jest.doMock(STEPS, (): typeof steps => ({
  ...actual,
  stepsOf: (of) => actual.stepsOf(of).map((step, i) => ({ ...step, title: i === 0 ? 'Get ready to replace statements' : `Step ${i + 1} of many` })),
}));
const { migrationReportOf, textPlan } = jest.requireActual<typeof migration>('../../../src/validation/migration');

/** What stands in the plan, from a step's title on. */
function plan(): string {
  const source = { name: 'a.json', json };
  const template = { source, file: 'a.json', path: 'a.json', text: JSON.stringify(json), constructPaths: new Map(), acknowledgements: Acknowledgements.NONE };
  return textPlan(migrationReportOf(Posture.of(App.of([source])), [template]), false);
}

test('replacements are shown with the step that makes them, whatever the steps are called', () => {
  const [before, after] = plan().split('Step 3 of many');
  expect(before).not.toContain('     statement NoHeader:\n');
  expect(after).toContain('     statement NoHeader:\n');
});
