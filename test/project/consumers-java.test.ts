import { propertiesOf, withLowestVersions } from '../../scripts/consumers/java/pom';

const dependency = (version: string) => `<dependency><artifactId>a</artifactId><version>${version}</version></dependency>`;

test.each([
  ['[2.271.0,3.0.0)', '2.271.0'],
  ['[1.3.2, 1.4.0]', '1.3.2'],
  ['[10.5.1,)', '10.5.1'],
  ['3.11.0', '3.11.0'],
])('a dependency on %s becomes one on %s', (range, lowest) => {
  expect(withLowestVersions(dependency(range))).toBe(dependency(lowest));
});

test('each dependency has a range of its own', () => {
  expect(withLowestVersions(`${dependency('[1,2)')}\n${dependency('[3,4)')}`)).toBe(`${dependency('1')}\n${dependency('3')}`);
});

test.each(['(,3.0.0)', '(1.0.0,3.0.0)'])('%s has no lowest version', (range) => {
  expect(() => withLowestVersions(dependency(range))).toThrow(`${range}</version> has no lowest version.`);
});

test('the properties of a pom are read, and no others', () => {
  const pom = '<project><version>1.0.0</version><properties>\n  <aws-cdk-lib.version>2.271.0</aws-cdk-lib.version>\n  <constructs.version> 10.5.1 </constructs.version>\n</properties></project>';
  expect([...propertiesOf(pom)]).toEqual([['aws-cdk-lib.version', '2.271.0'], ['constructs.version', '10.5.1']]);
  expect(propertiesOf('<project/>').size).toBe(0);
});
