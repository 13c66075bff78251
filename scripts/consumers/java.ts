import * as fs from 'fs';
import * as path from 'path';
import type { Consumer } from './consumer';
import { assertSame, synthesizeExample } from './example-app';
import { propertiesOf, withLowestVersions } from './java/pom';
import { javaProgram } from './java-snippets';
import { copyExample } from './packages';
import { execute, must, versionOf } from './processes';
import { copyUsage, recordUsage } from './usage';
import type { Workspace } from './workspace';

const QUIET = ['--batch-mode', '--quiet', '-Dstyle.color=never'];

/** A team that writes Java, and builds with Maven. */
export const java: Consumer = {
  language: 'java',
  needs: 'JDK 17 or newer with Maven',
  toolchain: () => {
    const [, release] = /^javac (\d+)/.exec(versionOf('javac', '-version') ?? '') ?? [];
    const [, maven] = /Apache Maven ([\d.]+)/.exec(versionOf('mvn', '--version') ?? '') ?? [];
    return Number(release) >= 17 && maven ? `Java ${release}, Maven ${maven}` : undefined;
  },

  run: (workspace) => {
    const { packages } = workspace;
    const sources = workspace.need('the sources of the package are generated', () => packages.build('java', '--code-only'));
    workspace.need('Maven builds it with the lowest versions of its dependencies', () => install(workspace, sources));
    const project = createProject(workspace);
    const assemblies = workspace.need('the CDK CLI synthesizes the example app', () => synthesizeExample(project, {
      owner: mavenRun('com.example.crossaccount.OwnerApp'), partner: mavenRun('com.example.crossaccount.PartnerApp'),
    }));
    const properties = propertiesOf(fs.readFileSync(path.join(project, 'pom.xml'), 'utf8'));
    workspace.check('its templates are those of the TypeScript app', () => assertSame(
      assemblies, packages.reference({ 'aws-cdk-lib': properties.get('aws-cdk-lib.version')!, 'constructs': properties.get('constructs.version')! })));
    copyUsage('java/Usage.java', path.join(project, 'src', 'main', 'java', 'com', 'example', 'Usage.java'));
    const [command, ...args] = mavenRun('com.example.Usage').split(' ');
    recordUsage(workspace, execute(command, args, { cwd: project }));
    workspace.check('the code examples of the README, the docs and the docstrings compile', () => compileCodeExamples(workspace, project));
  },
};

function mavenRun(mainClass: string): string {
  return ['mvn', ...QUIET, 'compile', 'exec:java', `-Dexec.mainClass=${mainClass}`].join(' ');
}

/** In a project of their own, which has the dependencies of the example. */
function compileCodeExamples(workspace: Workspace, example: string): void {
  const project = workspace.path('code-examples');
  for (const name of ['pom.xml', '.mvn']) { fs.cpSync(path.join(example, name), path.join(project, name), { recursive: true }); }
  const sources = path.join(project, 'src', 'main', 'java');
  fs.mkdirSync(sources, { recursive: true });
  fs.writeFileSync(path.join(sources, 'Snippets.java'), javaProgram(workspace.packages.codeExamples()));
  must('mvn', [...QUIET, 'compile'], { cwd: project });
}

/** Builds the jar as any project is built, and installs it into a repository that is removed at the end. */
function install(workspace: Workspace, sources: string): void {
  const library = workspace.path('library');
  fs.cpSync(sources, library, { recursive: true });
  const pom = path.join(library, 'pom.xml');
  fs.writeFileSync(pom, withLowestVersions(fs.readFileSync(pom, 'utf8')));
  must('mvn', [...QUIET, '-Dmaven.javadoc.skip', '-Dmaven.source.skip', 'package'], { cwd: library });
  const target = path.join(library, 'target');
  const jar = fs.readdirSync(target).find((file) => file.endsWith('.jar'))!;
  must('mvn', [...QUIET, 'install:install-file', `-Dfile=${path.join(target, jar)}`, `-DpomFile=${pom}`, `-DlocalRepositoryPath=${localRepository(workspace)}`], { cwd: library });
}

/** The example, in a project that takes the library from the repository of the workspace, and the rest from the user's or the registry. */
function createProject(workspace: Workspace): string {
  const project = workspace.path('example');
  copyExample('java', project);
  const settings = workspace.path('settings.xml');
  fs.writeFileSync(settings, settingsXml(localRepository(workspace)));
  fs.mkdirSync(path.join(project, '.mvn'));
  fs.writeFileSync(path.join(project, '.mvn', 'maven.config'), `--settings=${settings}`);
  return project;
}

function localRepository(workspace: Workspace): string {
  return workspace.path('m2');
}

/** What Maven has downloaded before is laid out like a registry: it is read, and not written to. */
function settingsXml(local: string): string {
  const downloaded = '<id>downloaded</id><url>file://${user.home}/.m2/repository</url>';
  return `<settings>
  <localRepository>${local}</localRepository>
  <profiles>
    <profile>
      <id>consumers</id>
      <repositories><repository>${downloaded}</repository></repositories>
      <pluginRepositories><pluginRepository>${downloaded}</pluginRepository></pluginRepositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>consumers</activeProfile></activeProfiles>
</settings>
`;
}
