import { decodeText, parseTemplate, SourceMap, TemplateError } from '../../src/template-parser';

const YAML = 'Resources:\n  Bücket:\n    Type: AWS::S3::Bucket # 桶 🪣\n';
const JSON_TEXT = '{"Resources": {"Bücket": {"Type": "AWS::S3::Bucket", "x": "🪣"}}}';

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const ENCODINGS: readonly [string, (text: string) => Buffer][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 of PowerShell', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 in the other order', (text) => swapped(`\uFEFF${text}`)],
  ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16 in the other order without a mark', swapped],
];

describe.each(ENCODINGS)('%s', (_, encode) => {
  test.each([['YAML', YAML, 'a.yaml'], ['JSON', JSON_TEXT, 'a.json'], ['JSON', JSON_TEXT, 'a.template']])('of %s is read, with the places that editors show', (__, text, file) => {
    const decoded = decodeText(encode(text), file);
    expect(parseTemplate(decoded, file)).toEqual(parseTemplate(text, file));
    const marked = decoded.startsWith('\uFEFF') && text.startsWith('{') ? 1 : 0;
    const { line, column } = new SourceMap(text, file).locate(['Resources', 'Bücket']);
    expect(new SourceMap(decoded, file).locate(['Resources', 'Bücket'])).toEqual({ line, column: column + marked });
  });

  test('of nothing is nothing', () => {
    expect(decodeText(encode(''), 'a.yaml').replace('\uFEFF', '')).toBe('');
  });
});

test.each<[string, Buffer, string]>([
  ['Latin-1', Buffer.from('a: 1\nb: é', 'latin1'), 'a.yaml:2:4: it isn\'t valid UTF-8: the bytes at this position aren\'t a character. Fix: save the file as UTF-8'],
  ['a character that is cut off', Buffer.from('a: é').subarray(0, 4), 'a.yaml:1:4: it isn\'t valid UTF-8'],
  ['a byte that never stands in text', Buffer.from([0x61, 0xff]), 'a.yaml:1:2: it isn\'t valid UTF-8'],
  ['what looks like a mark behind real ones', Buffer.concat([Buffer.from('\uFFFD\n\uFFFD'), Buffer.from([0xc0])]), 'a.yaml:2:2: it isn\'t valid UTF-8'],
  ['half of a character', Buffer.concat([Buffer.from('\uFEFFa: 1\n', 'utf16le'), Buffer.from([0x20])]), 'a.yaml:2:1: it isn\'t valid UTF-16'],
  ['half of a character in the other order', Buffer.concat([swapped('\uFEFFa'), Buffer.from([0])]), 'a.yaml:1:3: it isn\'t valid UTF-16'],
  ['half of a pair', Buffer.from('\uFEFFab\uD83Ec', 'utf16le'), 'a.yaml:1:4: it isn\'t valid UTF-16'],
  ['the other half of a pair', Buffer.from('\uFEFF\uDD23', 'utf16le'), 'a.yaml:1:2: it isn\'t valid UTF-16'],
])('%s is an error where it is', (_, bytes, message) => {
  let error: unknown;
  try { decodeText(bytes, 'a.yaml'); } catch (caught) { error = caught; }
  expect(error).toBeInstanceOf(TemplateError);
  expect((error as Error).message).toContain(message);
});
