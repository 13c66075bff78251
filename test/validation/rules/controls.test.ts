import * as fs from 'fs';
import * as path from 'path';
import { Framework } from '../../../src';
import { type Controls, frameworksServed } from '../../../src/validation/rules';
import { ran } from '../../cli/support';
import { directoryWith } from '../assembly/support';

const EVERY: Required<Controls> = {
  pciDss4: ['3.5.1'], nist80053r5: ['SC-13', 'SC-28'], cisAws5: ['2.1.1'], awsConfig: ['s3-default-encryption-kms'], securityHub: ['S3.17'],
};

test('frameworks come in one order, with their titles', () => {
  expect(frameworksServed(EVERY)).toEqual([
    { title: 'AWS Security Hub CSPM', controls: 'S3.17' },
    { title: 'AWS Config', controls: 's3-default-encryption-kms' },
    { title: 'CIS AWS Foundations Benchmark v5', controls: '2.1.1' },
    { title: 'NIST SP 800-53 Rev. 5', controls: 'SC-13, SC-28' },
    { title: 'PCI DSS v4', controls: '3.5.1' },
  ]);
});

test('a framework of which a rule serves no control is left out', () => {
  expect(frameworksServed({ awsConfig: [], pciDss4: ['3.5.1'] })).toEqual([{ title: 'PCI DSS v4', controls: '3.5.1' }]);
});

test.each(Object.values(Framework))('the framework %s of rule sets has a title', (framework) => {
  expect(frameworksServed({ [framework]: ['1'] })).toHaveLength(1);
});

test('the CLI, the pages and the help of SARIF call a framework the same', () => {
  const rule = 'KmsDefaultEncryption';
  const page = fs.readFileSync(path.join(__dirname, `../../../docs/rules/${rule}.md`), 'utf8');
  expect(page).toContain('| AWS Security Hub CSPM | S3.17 |');
  expect(ran(directoryWith(), 'explain', rule).stdout).toContain('  AWS Security Hub CSPM: S3.17\n');
  const { stdout } = ran(directoryWith({ 'template.json': { Resources: {} } }), 'check', '--rule-set', 'strict', '--format', 'sarif', 'template.json');
  const described = JSON.parse(stdout).runs[0].tool.driver.rules.find(({ id }: { id: string }) => id === rule);
  expect(described.help.text).toContain('AWS Security Hub CSPM: S3.17');
  expect(described.help.markdown).toContain('AWS Security Hub CSPM: S3.17');
});
