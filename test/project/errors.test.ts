import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { CONSTRUCT_STATE, MAKERS, ROOMS } from '../../projenrc/ladder';

/*
 * Every error reads `<path>: <what is wrong>. Fix: <what to do>.`: constructs throw it by `src/cdk/refusal.ts`; what is below
 * that, and the rules, write it out. What a text says, no test can know; its form is read from the source.
 */

const SRC = path.join(__dirname, '..', '..', 'src');
/** Makes the errors of constructs. */
const REFUSAL = 'cdk/refusal.ts';
/** Runs in AWS Lambda, where no author of an app reads it. */
const OF_LAMBDA = 'replication/private/configuration-handler.ts';
/** The script of the HTML report, for browsers. */
const BUNDLE = 'validation/reports/html/bundle.ts';
/** What the CLI, and what it loads, says of files that it cannot read is about lines, and not about constructs. */
const OF_INPUTS = /^(?:SyntaxError|SyntaxFault|TemplateError|InputError|UsageError|WriteError|InvalidArgumentError)$/;

/** Stands for what is not written out. */
const HOLE = '\0';

/** Where the text of each argument stands that is a part of a message. */
const PARTS: { readonly [maker: string]: readonly number[] | undefined } = { refusal: [1, 2], contradictionRefusal: [1, 2], valueRefusal: [3, 4] };

function files(rooms: readonly string[]): string[] {
  return rooms.flatMap((room) => fs.readdirSync(path.join(SRC, room), { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(room, file)))
    .filter((file) => file.endsWith('.ts'));
}

function nodesOf(code: string): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', code, ts.ScriptTarget.Latest, true));
  return found;
}

/** What a text will be, with holes for what is not written out. */
function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) { return node.text; }
  if (ts.isTemplateExpression(node)) { return node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join(''); }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) { return textOf(node.left) + textOf(node.right); }
  return ts.isParenthesizedExpression(node) ? textOf(node.expression) : HOLE;
}

function isPartOfText({ parent }: ts.Node): boolean {
  if (!(parent as ts.Node | undefined)) { return false; }
  return ts.isParenthesizedExpression(parent) ? isPartOfText(parent)
    : ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** The errors that code makes by itself. */
function errorsIn(code: string): string[] {
  return nodesOf(code).filter((node) => ts.isNewExpression(node) || ts.isCallExpression(node))
    .filter(({ expression }) => /Error$/.test(expression.getText()) && !OF_INPUTS.test(expression.getText()) && !/\.addError$/.test(expression.getText()))
    .map((node) => textOf(node.arguments?.[0] ?? node));
}

/** Whole texts that say what to do. */
function messagesIn(code: string): string[] {
  return nodesOf(code).filter((node) => !isPartOfText(node)).map(textOf).filter((text) => text.includes('Fix:'));
}

/** The parts of messages that `refusal()` and the like put together. */
function partsIn(code: string): string[] {
  return nodesOf(code).filter(ts.isCallExpression)
    .flatMap(({ expression, arguments: given }) => given.filter((_, index) => PARTS[expression.getText()]?.includes(index)))
    .map(textOf);
}

const read = (file: string) => fs.readFileSync(path.join(SRC, file), 'utf8');
const isComplete = (text: string) => /^[^]+: [^]+\. Fix: (?:(?!Fix:)[^])+\.$/.test(text);
const endsWithFix = (text: string) => /^(?:(?!Fix:)[^])*Fix: (?:(?!Fix:)[^])+\.$/.test(text);
const isPart = (text: string) => !text.includes('Fix:') && !text.endsWith('.');

/** Syntax of TypeScript: `new Thing()`, `{ option: value }`, `option: true`, `option: Choice.THIS`. */
const TYPESCRIPT = /\bnew [\w.]*[A-Z]\w+\b|\(\{|\{ \w+(?:[:,]| \})|\b[a-z]\w+: (?:true|false|\[|[\w.]*[A-Z]\w*\.[A-Z_]{2,})/;

/** All text of code but that which runs in AWS Lambda. */
function textsIn(code: string): string[] {
  return nodesOf(code).filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    .map((node) => (node as ts.LiteralLikeNode).text);
}

const makers = files(MAKERS.flat());
/** Errors of the function of a Hook are clauses, to which its handler adds the rest of an answer to CloudFormation. */
const ANSWERS = 'hook-function';
const others = files(ROOMS.filter((room) => !MAKERS.flat().includes(room) && room !== ANSWERS));

test.each(makers.filter((file) => file !== REFUSAL && file !== OF_LAMBDA))('%s throws errors by src/cdk/refusal.ts', (file) => {
  expect(errorsIn(read(file))).toEqual([]);
});

test('errors that are written out have the same form', () => {
  const written = others.flatMap((file) => errorsIn(read(file)));
  expect(written.length).toBeGreaterThan(4);
  expect(written.filter((text) => !isComplete(text))).toEqual([]);
});

test('errors of the function of a Hook are clauses', () => {
  const written = files([ANSWERS]).flatMap((file) => errorsIn(read(file)));
  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((text) => !isPart(text) || /^[A-Z]/.test(text))).toEqual([]);
});

test('what to do comes last, once, in whole sentences', () => {
  const messages = [...makers, ...files([...CONSTRUCT_STATE, 'encryption'])].filter((file) => file !== REFUSAL).flatMap((file) => messagesIn(read(file)));
  expect(messages.length).toBeGreaterThan(30);
  expect(messages.filter((text) => !endsWithFix(text))).toEqual([]);
});

test('the parts of an error have neither "Fix:" nor a full stop at their end, which are added', () => {
  const parts = makers.flatMap((file) => partsIn(read(file)));
  expect(parts.length).toBeGreaterThan(200);
  expect(parts.filter((text) => !isPart(text))).toEqual([]);
});

describe('what is looked for is found', () => {
  test.each(['throw new Error(\'no\');', 'const error = Error(`${path}: no`);', 'throw new UnscopedValidationError(\'no\');', 'throw new ValidationError(text, scope);'])('%s', (code) => {
    expect(errorsIn(code)).toHaveLength(1);
  });

  test.each([
    ['\'it is wrong. Fix: mend it.\' + more', false],
    ['`it is wrong. Fix: mend it.${more}`', false],
    ['\'it is wrong. Fix: mend it\'', false],
    ['\'it is wrong. Fix: mend it. Fix: or leave it out.\'', false],
    ['`it is wrong: ${value}. ` + (\'Fix: mend it, \' + `or leave ${value} out.`)', true],
  ])('%s: %s', (code, right) => {
    expect(messagesIn(`const text = ${code};`).map(endsWithFix)).toEqual([right]);
  });

  test.each([['refusal(scope, `it is ${wrong}.`, \'mend it\')', false], ['valueRefusal(scope, prop, value, \'Fix: mend it\')', false], ['refusal(scope, `it is ${wrong}`, \'mend it\')', true]])(
    '%s: %s', (code, right) => { expect(partsIn(code).every(isPart)).toBe(right); },
  );

  test.each([['Stack/Bucket: it is wrong. Fix: mend it.', true], ['it is wrong. Fix: mend it.', false], ['Stack/Bucket: it is wrong.', false]])('%s: %s', (text, right) => {
    expect(isComplete(text)).toBe(right);
  });
});

// docs/decisions/0086
test('what readers of every language are told is not in TypeScript', () => {
  const told = [...makers, ...others].filter((file) => file !== OF_LAMBDA && file !== BUNDLE && !file.endsWith('.examples.ts'));
  expect(told.flatMap((file) => textsIn(read(file)).filter((text) => TYPESCRIPT.test(text)).map((text) => `${file}: ${text}`))).toEqual([]);
});

test('what is TypeScript is known', () => {
  for (const text of ['use new iam.ArnPrincipal()', 'DefaultEncryption.sseKms({ key })', 'pass { onlyWhereUndeclared: true }', 'set versioned: true',
    'with format: s3.InventoryFormat.CSV']) { expect(text).toMatch(TYPESCRIPT); }
  for (const text of ['set versioned to true', 'name a key: DefaultEncryption.sseKms() makes one', 'add BoolIfExists aws:PrincipalIsAWSService: false', 'a new key']) {
    expect(text).not.toMatch(TYPESCRIPT);
  }
});
