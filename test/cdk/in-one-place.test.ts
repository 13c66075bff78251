import * as fs from 'fs';
import * as path from 'path';
import { MAKERS } from '../../projenrc/ladder';

const SRC = path.join(__dirname, '..', '..', 'src');

const makers = MAKERS.flat().filter((room) => room !== 'cdk')
  .flatMap((room) => fs.readdirSync(path.join(SRC, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)))
  .filter((file) => file.endsWith('.ts'));

/** What code looks like that reads the inside of aws-cdk-lib. */
const SIGNS = /\bas any\b|\bas unknown as\b|node\.defaultChild as\b|rawOverrides|@FromCfn|node\.(?:tryRemoveChild|findChild)\('(?:Resource|Key|Policy)'\)|Reflect\.|Tokenization\.reverse\(/;

test.each(makers)('%s leaves what it assumes of the inside of aws-cdk-lib to src/cdk', (file) => {
  const lines = fs.readFileSync(path.join(SRC, file), 'utf8').split('\n');
  expect(lines.filter((line) => SIGNS.test(line))).toEqual([]);
});
