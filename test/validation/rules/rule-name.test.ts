import * as fs from 'fs';
import * as path from 'path';
import { type RuleMetadata, RULES } from '../../../src/validation/rules';

const FILE = path.join(__dirname, '..', '..', '..', 'src', 'validation', 'rules', 'rule-name.ts');

/** `SignatureVersion4Required` is `SIGNATURE_VERSION_4_REQUIRED`. */
function memberName(name: string): string {
  return name.replace(/([a-z])([A-Z0-9])/g, '$1_$2').replace(/([A-Z0-9])([A-Z][a-z])/g, '$1_$2').toUpperCase();
}

function members({ name, title, formerNames = [] }: RuleMetadata): string[] {
  return [
    `  /** ${title}. */\n  ${memberName(name)} = '${name}',\n`,
    ...formerNames.map((former) => `  /** @deprecated Use \`${memberName(name)}\`. */\n  ${memberName(former)} = '${former}',\n`),
  ];
}

test('RuleName has every rule, with its title, and what rules were called before', () => {
  const enumeration = /export enum RuleName \{\n(.*)\}\n$/s.exec(fs.readFileSync(FILE, 'utf8'))![1];
  expect(enumeration).toBe(RULES.flatMap(({ metadata }) => members(metadata)).join('\n'));
});
