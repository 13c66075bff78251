import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { problemsOf } from '../../../src/validation/reports';

const BROKEN = { Resources: { 'Fn::Transform': {} } };
const PROBLEM = 'What Fn::Transform creates is not seen: Fn::Transform is run at deployment.';

function problems(...names: string[]): string[] {
  const templates = names.map((name, i) => ({
    source: { name, json: BROKEN }, file: name, path: `${i + 1}.json`, text: '', constructPaths: new Map(), acknowledgements: Acknowledgements.NONE,
  }));
  return problemsOf(Posture.of(App.of(templates.map(({ source }) => source))), templates);
}

test('problems name the path of their template, whatever the name of the template is', () => {
  expect(problems('Data', 'Data: staging')).toEqual([`1.json: ${PROBLEM}`, `2.json: ${PROBLEM}`]);
});

test('so do those of templates with one name', () => {
  expect(problems('Data', 'Data')).toEqual(['2.json: another template has this name', `1.json: ${PROBLEM}`, `2.json: ${PROBLEM}`]);
});
