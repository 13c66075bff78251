/**
 * Writes docs/third-party.md: what validators of others say of what the constructs generate, and why it stands.
 *
 * All of it is in the lists of `scripts/third-party/allowed`, which `npm run test:third-party` holds to what is found.
 */
import * as fs from 'fs';
import * as path from 'path';
import type { Allowed, Validator } from './third-party/finding';
import { VALIDATORS } from './third-party/validators';
import { LIMITS } from './third-party/validators/limits-of-services';

const FILE = path.join(__dirname, '..', 'docs', 'third-party.md');

const INTRODUCTION = `<!-- Written by scripts/third-party-docs.ts: do not edit. -->
# What other validators say

Programs and libraries of others judge everything that the constructs generate: each construct, mixin, factory and option in each
mode, in one stack, across stacks, Regions and accounts, with known and unknown environments. Each is a specimen of \`test/catalogue\`: a
small app, as a user would write it. A finding that is a fault of this library is corrected. This page lists every other finding, and why it stands. \`npm run test:third-party\` fails if one is missing here, or if
one that is here is no longer found.
`;

/** Rules that stand for the same reason come together. */
function table(allowed: readonly Allowed[]): string {
  const byReason = new Map<string, { readonly whose: string; readonly rules: string[] }>();
  for (const { whose, reason, rule } of allowed) {
    const row = byReason.get(reason) ?? { whose, rules: [] };
    byReason.set(reason, row);
    if (!row.rules.includes(rule)) { row.rules.push(rule); }
  }
  return [
    '| Rules | | Why they stand |',
    '|---|---|---|',
    ...[...byReason].map(([reason, { whose, rules }]) => `| ${rules.join(', ')} | ${whose} | ${reason} |`),
  ].join('\n');
}

function section({ name, judges, link, version, allowed, fromPyPI }: Validator): string {
  return [
    `## ${name}`,
    `${judges} ([documentation](${link}), version: ${version}; ${fromPyPI ? '`npm run test:third-party`' : '`npm run verify`, too'})`,
    allowed.length === 0 ? 'It finds nothing.' : table(allowed),
  ].join('\n\n');
}

function limits(): string {
  return ['### The limits', '| | At most | |', '|---|---|---|', ...LIMITS.map(({ name, most, link }) => `| ${name} | ${most} | [AWS](${link}) |`)].join('\n').replace('limits\n', 'limits\n\n');
}

fs.writeFileSync(FILE, `${[INTRODUCTION, ...VALIDATORS.map(section), limits()].join('\n')
  .replace(/\n## /g, '\n\n## ').replace(/\n### /g, '\n\n### ').replace(/\n{3,}/g, '\n\n')}\n`);
