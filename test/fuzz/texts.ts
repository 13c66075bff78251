import * as fc from 'fast-check';

/** Texts that have a meaning somewhere, complete or not. */
const PIECES = [
  '', ' ', '*', '?', '${', '${}', '${!x}', '${*}', '${aws:username}', '${aws:username, \'x\'}', '${Bucket', '${Bucket.Arn}', '${AWS::Region}', 'arn:', 'arn:aws:s3:::',
  'arn:aws:s3:::b/*', 'arn:aws:iam::111122223333:root',
  'alias/', 'alias/aws/s3', 'aws:kms', 'AES256', 'true', 'null', '__proto__', 'constructor', 'toString', '{{resolve:', '{{resolve:ssm:x}}',
  '\u0000', '\u0001', '\u001b[2J', '\u202e', '\ud800', '\ufeff', '\n', '\r\n', '\t', '"', '\'', '\\', '😀', '0.0.0.0/0', '::/129', '1e999', '2026-02-30T25:61:00Z', ':', '::::::', '/', ',', '%', '.',
];

/** Ordinary and strange texts; now and then one that is very long, of one piece or of two. */
export function texts(longest: number): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...PIECES);
  const long = fc.tuple(piece, fc.integer({ min: 2, max: longest }), piece)
    .map(([text, times, end]) => text.repeat(Math.ceil(times / Math.max(text.length, 1))) + end);
  return fc.oneof(
    { weight: 4, arbitrary: piece },
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')) },
    { weight: 2, arbitrary: fc.string({ maxLength: 30 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: long },
  );
}

const SEEDS = [
  'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub "${AWS::Region}-x" # a comment\n      Tags: [{Key: a, Value: !Ref X}]\n',
  'A: &a {B: 1, "C": \'2\'}\nD: *a\nE:\n  <<: *a\n  F: |\n    text\n    text\n  G: >-\n    folded\n? complex\n: value\n--- \nH: !GetAtt Bucket.Arn\n',
  '{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "a\\u0000\\ud800", "N": -1.5e3, "L": [true, null, {}]}}}}',
  'Resources: {Policy: {Type: "AWS::S3::BucketPolicy", Properties: {Bucket: !Ref B, PolicyDocument: {Statement: [{Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*"}]}}}}\n',
];

const SYNTAX = [
  '&a ', '*a', '<<: ', '!Ref ', '!Sub ', '!GetAtt a.b', '!If [', '!<tag:x> ', '{', '}', '[', ']', '\t', '---\n', '...\n', '? ', '- ', ': ', '#', ' #', '|\n', '>\n', '"', '\'', '%YAML 1.2\n', ',', '\\u12', '\n\n', '  ',
  '\ufeff', '\u2028', '~', '=', '<<', 'y', '0o17', '0x1f', '.inf', '.nan', '1_000', '2026-11-29', '!!binary ', '!!set {', '!!float ', '@', '`',
];

/** Templates as text: with a few edits, one part of them repeated many times, or nothing of a template at all. */
export function templateTexts(longest: number): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(1_000), fc.nat(40), fc.oneof(fc.constantFrom(...SYNTAX), fc.string({ maxLength: 8 })));
  const edited = fc.tuple(fc.constantFrom(...SEEDS), fc.array(edit, { maxLength: 5 }))
    .map(([seed, edits]) => edits.reduce((text, [place, removed, added]) => {
      const i = place % (text.length + 1);
      return text.slice(0, i) + added + text.slice(i + removed);
    }, seed));
  const sizes = fc.record({ place: fc.nat(1_000), length: fc.integer({ min: 1, max: 60 }), size: fc.integer({ min: 2, max: longest }) });
  const repeated = fc.tuple(edited, sizes).map(([text, { place, length, size }]) => {
    const i = place % (text.length + 1);
    return text.slice(0, i) + text.slice(i, i + length).repeat(Math.ceil(size / length)) + text.slice(i);
  });
  const deep = fc.tuple(fc.constantFrom('[', '{a: ', '{"a":', '- ', '!Sub [', '? ', '&a [', '"'), fc.integer({ min: 1, max: longest }), fc.constantFrom('', 'x', ']', '}'))
    .map(([open, size, end]) => open.repeat(Math.ceil(size / open.length)) + end);
  return fc.oneof({ weight: 6, arbitrary: edited }, { weight: 2, arbitrary: repeated }, { weight: 1, arbitrary: deep }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });
}

/** What a file may hold: such texts in any encoding, and bytes that are no text. */
export function fileContents(longest: number): fc.Arbitrary<Uint8Array> {
  const encoded = fc.tuple(templateTexts(longest), fc.constantFrom('utf8', 'utf16le', 'latin1'), fc.constantFrom('', '\ufeff'))
    .map(([text, encoding, mark]): Uint8Array => Buffer.from(mark + text, encoding as BufferEncoding));
  return fc.oneof({ weight: 4, arbitrary: encoded }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) });
}
