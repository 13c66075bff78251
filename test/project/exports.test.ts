import * as path from 'path';
import * as ts from 'typescript';
import { assembly } from './jsii-assembly';
import { OWN_PROPS } from '../../src/bucket/private/own-props';
import { PROPS_LEFT_OUT } from '../../src/bucket/private/props-left-out';

const ROOT = path.join(__dirname, '..', '..');

/** What users of TypeScript can import, by the name that jsii gives it: submodules as a prefix. */
function exported(): string[] {
  const entry = path.join(ROOT, 'src', 'index.ts');
  const program = ts.createProgram([entry], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, skipLibCheck: true, noEmit: true });
  const checker = program.getTypeChecker();
  const names = (module: ts.Symbol): string[] => checker.getExportsOfModule(module).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol; // eslint-disable-line no-bitwise
    const isModule = (target.flags & ts.SymbolFlags.Module) !== 0 && (target.flags & ts.SymbolFlags.Enum) === 0; // eslint-disable-line no-bitwise
    return isModule ? names(target).map((name) => `${symbol.name}.${name}`) : [symbol.name];
  });
  return names(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!);
}

test('jsii drops no export: what TypeScript can import, every language can', () => {
  const inAssembly = Object.keys(assembly().types).map((fqn) => fqn.replace('cdk-s3-encryption.', ''));
  expect(inAssembly.sort()).toEqual(exported().sort());
});

test('the props that EncryptedBucket refuses are not in its props', () => {
  const props = assembly().types['cdk-s3-encryption.EncryptedBucketProps'].properties!.map((property) => property.name);
  expect(props).toEqual(expect.arrayContaining([...OWN_PROPS]));
  expect(props.filter((prop) => prop in PROPS_LEFT_OUT)).toEqual([]);
});

test('everything that is exported has a word of documentation', () => {
  const undocumented = Object.entries(assembly().types)
    .filter(([, type]) => !type.docs?.summary)
    .map(([fqn]) => fqn);
  expect(undocumented).toEqual([]);
});

test('the root names no type of a submodule: packages of Go would import each other in a circle', () => {
  const root = Object.entries(assembly().types).filter(([fqn]) => fqn.split('.').length === 2);
  expect(root.filter(([, type]) => /"cdk-s3-encryption\.[a-z]\w*\.\w+"/.test(JSON.stringify(type))).map(([fqn]) => fqn)).toEqual([]);
});
