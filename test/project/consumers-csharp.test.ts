import { KnownTypes, unknownIn } from '../../scripts/consumers/csharp/example';
import { dotnetTypesOf, missingIn } from '../../scripts/consumers/csharp/names';
import { declarationsIn, withoutText } from '../../scripts/consumers/csharp/sources';
import type { Assembly } from '../../scripts/consumers/jsii-assembly';

// docs/decisions/0090
/** As jsii generates it. */
const GENERATED = `
using Amazon.JSII.Runtime.Deputy;

#pragma warning disable CS0672,CS0809,CS1591

namespace Lib
{
    /// <summary>A bucket; "public string Commented { get; }".</summary>
    [JsiiClass(nativeType: typeof(Lib.Bucket), fullyQualifiedName: "lib.Bucket", parametersJson: "[{\\"name\\":\\"scope{\\"}]")]
    public class Bucket : Amazon.CDK.Resource, Lib.IBucket
    {
        public Bucket(Constructs.Construct scope, Lib.IBucketProps? props = null): base(_MakeDeputyProps(scope, props))
        {
        }

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static DeputyProps _MakeDeputyProps(Constructs.Construct scope, Lib.IBucketProps? props = null)
        {
            return new DeputyProps(new object?[]{scope, props});
        }

        protected Bucket(ByRefValue reference): base(reference)
        {
        }

        [JsiiMethod(name: "of", returnsJson: "{\\"type\\":{\\"fqn\\":\\"lib.Bucket\\"}}")]
        public static Lib.Bucket Of(System.Collections.Generic.IDictionary<string, string> tags, params string[] names)
        {
            return InvokeStaticMethod<Lib.Bucket>(typeof(Lib.Bucket), new System.Type[]{typeof(string)}, new object[]{tags})!;
        }

        [JsiiOptional]
        [JsiiProperty(name: "names", typeJson: "{}")]
        public virtual string[]? Names
        {
            get => GetInstanceProperty<string[]?>();
        }

        [JsiiProperty(name: "LIMIT", typeJson: "{}")]
        public static double LIMIT
        {
            get;
        }
        = GetStaticProperty<double>(typeof(Lib.Bucket))!;

        public System.Collections.Generic.IDictionary<string, string>? Tags
        {
            get;
            set;
        }
    }

    [JsiiInterface(nativeType: typeof(IBucket), fullyQualifiedName: "lib.Bucket")]
    public interface IBucket
    {
        [JsiiProperty(name: "arn", typeJson: "{}")]
        string Arn
        {
            get;
        }

        [JsiiMethod(name: "grant")]
        void Grant(string name);

        [JsiiTypeProxy(nativeType: typeof(IBucket))]
        internal sealed class _Proxy : DeputyBase, Lib.IBucket
        {
            public string Arn
            {
                get => GetInstanceProperty<string>()!;
            }
        }
    }
}

namespace Lib.Mixins
{
    public enum Level
    {
        [JsiiEnumMember(name: "LOW")]
        LOW,
        [JsiiEnumMember(name: "HIGH")]
        HIGH
    }
}
`;

const members = (source: string) => Object.fromEntries(declarationsIn(source).map((type) => [`${type.kind} ${type.name}`, [...type.members]]));

test('what generated sources declare', () => {
  expect(members(GENERATED)).toEqual({
    'class Lib.Bucket': ['Of', 'Names', 'LIMIT', 'Tags'],
    'interface Lib.IBucket': ['Arn', 'Grant'],
    'enum Lib.Mixins.Level': ['LOW', 'HIGH'],
  });
  expect(declarationsIn(GENERATED)[0].bases).toEqual(['Amazon.CDK.Resource', 'Lib.IBucket']);
});

test.each([
  ['a comment', 'a // } "\nb', 'a  \nb'],
  ['a comment over lines', 'a /* } \n */ b', 'a   b'],
  ['a string', 'f("}\\"{")', 'f("")'],
  ['a string as it stands', 'f(@"}""{")', 'f("")'],
  ['a string with values', 'f($"{a}")', 'f("")'],
  ['a character', 'f(\'}\')', 'f("")'],
  ['a directive', '#pragma "{\nb', '\nb'],
])('%s is left out', (_, source, expected) => {
  expect(withoutText(source)).toBe(expected);
});

const ASSEMBLY: Assembly = {
  name: 'lib',
  targets: { dotnet: { namespace: 'Lib' } },
  submodules: { 'lib.aws_s3': { targets: { dotnet: { namespace: 'Amazon.S3' } } }, 'lib.mixins': {} },
  types: {
    'lib.Bucket': { fqn: 'lib.Bucket', name: 'Bucket', kind: 'class', base: 'lib.aws_s3.Base', methods: [{ name: 'grantRead' }], properties: [{ name: 'LIMIT', type: {} }] },
    'lib.BucketProps': { fqn: 'lib.BucketProps', name: 'BucketProps', kind: 'interface', datatype: true, properties: [{ name: 'bucketName', type: {} }] },
    'lib.aws_s3.Base': { fqn: 'lib.aws_s3.Base', name: 'Base', namespace: 'aws_s3', kind: 'class', methods: [{ name: 'addTag' }] },
    'lib.mixins.Level': { fqn: 'lib.mixins.Level', name: 'Level', namespace: 'mixins', kind: 'enum', members: [{ name: 'LOW' }] },
  },
};

test('the names that an assembly has in C#', () => {
  expect(dotnetTypesOf([ASSEMBLY]).map(({ name, kind, bases, members: names }) => [name, kind, bases, [...names]])).toEqual([
    ['Lib.Bucket', 'class', ['Amazon.S3.Base'], ['LIMIT', 'GrantRead']],
    ['Lib.BucketProps', 'class', [], ['BucketName']],
    ['Lib.IBucketProps', 'interface', [], ['BucketName']],
    ['Amazon.S3.Base', 'class', [], ['AddTag']],
    ['Lib.Mixins.Level', 'enum', [], ['LOW']],
  ]);
});

test('a missing type, another kind of type, and a missing member are found', () => {
  const expected = dotnetTypesOf([ASSEMBLY]);
  const without = expected.filter(({ name }) => name !== 'Lib.IBucketProps').map((type) => {
    if (type.name === 'Lib.Bucket') { return { ...type, members: new Set(['LIMIT']) }; }
    return type.name === 'Lib.Mixins.Level' ? { ...type, kind: 'class' } : type;
  });
  expect(missingIn(expected, expected)).toEqual([]);
  expect(missingIn(without, expected)).toEqual(['Lib.Bucket.GrantRead', 'interface Lib.IBucketProps', 'enum Lib.Mixins.Level, which is a class']);
});

const program = (body: string, usings = 'using Lib;\nusing Amazon.S3;\nusing Lib.Mixins;') => `${usings}
namespace App
{
    public class Program : Base
    {
        public Program(Base scope, string id) : base(scope, id)
        {
            ${body}
        }
    }
}`;

const problems = (source: string) => unknownIn(source, new KnownTypes([...dotnetTypesOf([ASSEMBLY]), ...declarationsIn(source)]));

test.each([
  'new Bucket(this, "Id", new BucketProps { BucketName = Level.LOW });',
  'var bucket = new Bucket(this, "Id"); bucket.GrantRead(scope); bucket.AddTag("a.Nothing");',
  'var l1 = (Bucket)scope.AddTag(new[] { "a" })!; l1.GrantRead();',
  'unknown.GrantRead().AddTag(); if (Bucket.LIMIT == 1) { }',
  '// Bucket.Nothing',
])('nothing is unknown in %s', (body) => {
  expect(problems(program(body))).toEqual([]);
});

test.each([
  ['new Buckets(this);', 'no type Buckets'],
  ['new Bucket(this, new BucketProps { BucketName = "a", Bucketname = "b" });', 'no Bucketname in Lib.BucketProps'],
  ['new BucketProps { BucketName = f(new BucketProps { Inner = 1 }, 2), Outer = 3 };', 'no Outer in Lib.BucketProps', 'no Inner in Lib.BucketProps'],
  ['f(Level.HIGH);', 'no HIGH in Lib.Mixins.Level', 'no HIGH in any type'],
  ['var bucket = new Bucket(this); bucket.GrantReads();', 'no GrantReads in Lib.Bucket', 'no GrantReads in any type'],
  ['scope.GrantRead();', 'no GrantRead in Amazon.S3.Base'],
  ['var bucket = (Buckets)scope;', 'no type Buckets'],
  ['unknown?.AddTag().Nothing!.AddTag();', 'no Nothing in any type'],
])('in %s there is %s', (body, ...expected) => {
  expect(problems(program(body))).toEqual(expected);
});

test('types of namespaces that are not used are unknown', () => {
  expect(problems(program('new Bucket(this);', 'using Amazon.S3;'))).toEqual(['no type Bucket']);
});

test('a name of two used namespaces is found, unless the program declares one of its own', () => {
  const two = [...dotnetTypesOf([ASSEMBLY]), { name: 'Amazon.S3.Bucket', kind: 'class', bases: [], members: new Set<string>() }];
  const source = program('new Bucket(this);');
  expect(unknownIn(source, new KnownTypes([...two, ...declarationsIn(source)]))).toEqual(['Bucket can be Lib.Bucket and Amazon.S3.Bucket']);
  const own = { name: 'App.Bucket', kind: 'class', bases: [], members: new Set<string>() };
  expect(unknownIn(source, new KnownTypes([...two, own, ...declarationsIn(source)]))).toEqual([]);
});
