import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { RULES } from '../../src/validation/rules';

const FORMS = path.join(__dirname, '..', '..', '.github', 'ISSUE_TEMPLATE');

interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly value?: string; readonly placeholder?: string; readonly options?: string[] };
}
interface Form { readonly name: string; readonly description: string; readonly labels: string[]; readonly body: Field[] }

const read = (file: string) => parse(fs.readFileSync(path.join(FORMS, file), 'utf8')) as unknown;
const forms = fs.readdirSync(FORMS).filter((file) => file !== 'config.yml');

test.each(forms)('%s is a form that GitHub can show', (file) => {
  const { name, description, body } = read(file) as Form;
  expect(name.length).toBeGreaterThan(2);
  // GitHub refuses longer ones.
  expect(description.length).toBeLessThanOrEqual(200);
  const asked = body.filter(({ type }) => type !== 'markdown');
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
  expect(new Set(asked.map(({ attributes }) => attributes.label)).size).toBe(asked.length);
  for (const { type, id, attributes } of body) {
    expect(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
    if (type === 'markdown') {
      expect(attributes.value).toEqual(expect.any(String));
    } else {
      expect(id).toMatch(/^[\w-]+$/);
      expect(attributes.label).toEqual(expect.any(String));
    }
    if (type === 'dropdown') { expect(attributes.options!.length).toBeGreaterThan(1); }
  }
});

test('a wrong finding is one of a rule that exists', () => {
  const { body } = read('wrong-finding.yml') as Form;
  expect(RULES.map(({ metadata }) => metadata.name)).toContain(body.find(({ id }) => id === 'rule')!.attributes.placeholder);
});

test('vulnerabilities are reported where SECURITY.md says', () => {
  const { blank_issues_enabled: blank, contact_links: links } = read('config.yml') as { blank_issues_enabled: boolean; contact_links: { url: string }[] };
  const security = fs.readFileSync(path.join(FORMS, '..', '..', 'SECURITY.md'), 'utf8');
  const [address] = /https:\S+\/security\/advisories\/new/.exec(security)!;
  expect(links.map(({ url }) => url)).toContain(address);
  expect(blank).toBe(false);
  for (const file of ['bug.yml', 'wrong-finding.yml']) { expect(JSON.stringify(read(file))).toContain(address); }
});
