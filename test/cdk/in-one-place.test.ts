import * as fs from 'fs';
import * as path from 'path';
import { MAKERS } from '../../projenrc/ladder';

const SRC = path.join(__dirname, '..', '..', 'src');

const makers = MAKERS.flat()
  .flatMap((room) => fs.readdirSync(path.join(SRC, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)))
  .filter((file) => file.endsWith('.ts') && file !== path.join('cdk', 'l2-internals.ts'));

/** What code looks like that reads the inside of aws-cdk-lib. */
const SIGNS = /\bas any\b|\bas unknown as\b|\bdefaultChild\b|rawOverrides|@FromCfn|node\.(?:tryRemoveChild|findChild|tryFindChild)\('(?:Resource|Default|Key|Policy|DefaultPolicy)'\)|Reflect\.|Tokenization\.reverse\(/;

test.each(makers)('%s leaves what it assumes of the inside of aws-cdk-lib to src/cdk/l2-internals.ts', (file) => {
  const lines = fs.readFileSync(path.join(SRC, file), 'utf8').split('\n');
  expect(lines.filter((line) => SIGNS.test(line))).toEqual([]);
});
