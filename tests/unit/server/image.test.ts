import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFile, sourceFiles } from '../../support/source-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
const dockerfile = readProjectFile('Dockerfile');
const copied = Array.from(dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, from = '']) =>
  from.split(' '),
).flat();
const { dependencies, devDependencies, engines } = JSON.parse(readProjectFile('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
> & { readonly engines: { readonly node: string } };

describe('the image', () => {
  it('has every source that the server imports, and no more of the project', () => {
    const folders = sourceFiles('src/server')
      .flatMap(({ path, imports }) => [path, ...imports.filter((name) => name.startsWith('src/'))])
      .map((path) => path.split('/').slice(0, 2).join('/'));

    // The texts are read at run time.
    const needed = [
      ...folders,
      'src/texts',
      'extensions/account-access/locales',
      'package.json',
      'package-lock.json',
    ];
    expect(new Set(copied)).toEqual(new Set(needed));
  });

  it('gets past .dockerignore what it copies', () => {
    const letIn = readProjectFile('.dockerignore').split('\n');

    expect(copied.filter((path) => !letIn.includes(`!${path}`))).toEqual([]);
    expect(letIn).toContain('*');
  });

  it('has every package that the server imports among the production dependencies', () => {
    const packages = sourceFiles('src/server')
      .flatMap(({ imports }) => imports)
      .filter((name) => !/^(src|node:)/.test(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );

    expect(packages.length).toBeGreaterThan(5);
    expect(packages.filter((name) => dependencies[name] === undefined)).toEqual([]);
    expect(packages.filter((name) => devDependencies[name] !== undefined)).toEqual([]);
  });

  it('runs as somebody without rights, by the program itself and not by a shell', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^ENTRYPOINT \["node", /m);
    expect(last).not.toMatch(/^USER root$|curl|apt-get/m);
  });

  it('copies, starts and checks files that are there and get into it', () => {
    const run = ['ENTRYPOINT', 'CMD'].flatMap((word) =>
      Array.from(
        dockerfile.matchAll(new RegExp(`^\\s*${word} \\["node", (?:"--[^"]+", )*"([^"]+)"`, 'gm')),
        ([, file = '']) => file,
      ),
    );

    expect(run.toSorted()).toEqual(['src/server/main.ts', 'src/server/node/health-check.ts']);
    for (const path of [...copied, ...run])
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    expect(run.filter((file) => !copied.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
  });

  it('is built on a Node that the project takes, by a tag that says which', () => {
    const base = /^ARG NODE=node:(\d+)-[a-z]+-slim$/m.exec(dockerfile)?.[1];
    const least = /^>=(\d+)\./.exec(engines.node)?.[1];

    expect(Number(base)).toBeGreaterThanOrEqual(Number(least ?? Infinity));
    expect(dockerfile.match(/^FROM (.+)$/gm)).toEqual(['FROM ${NODE} AS dependencies', 'FROM ${NODE}']);
  });

  it('has what a careful reader of Dockerfiles asks for', () => {
    const lines = dockerfile.replaceAll('\\\n', ' ').split('\n');
    const beginning = (word: string) => lines.filter((line) => line.startsWith(`${word} `));

    expect(beginning('ADD')).toEqual([]);
    // Nothing secret stays behind in a layer.
    expect([...beginning('ENV'), ...beginning('ARG')].join(' ')).not.toMatch(
      /SECRET|TOKEN|KEY|PASSWORD|DATABASE/,
    );
    // As the lockfile has it, and no script of anybody's.
    expect(beginning('RUN')).toEqual([expect.stringMatching(/^RUN npm ci --omit=dev --ignore-scripts /)]);
    for (const word of ['ENTRYPOINT', 'CMD', 'USER', 'HEALTHCHECK']) expect(beginning(word)).toHaveLength(1);
    expect(lines.indexOf(beginning('USER')[0] ?? '')).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('COPY')),
    );
    expect(beginning('WORKDIR').every((line) => line === 'WORKDIR /app')).toBe(true);
    expect(beginning('EXPOSE')).toEqual(['EXPOSE 3000']);
    expect(dockerfile).toMatch(/PORT=3000/);
  });
});

describe('the compose file', () => {
  const compose = readProjectFile('compose.yaml');
  const [shared = '', services = ''] = compose.split(/^services:$/m);

  it('lets server and worker write nothing, gain nothing and eat no more than they may', () => {
    for (const line of [
      'read_only: true',
      'cap_drop: [ALL]',
      "security_opt: ['no-new-privileges:true']",
      'init: true',
      'mem_limit: 512m',
      'pids_limit: 128',
    ])
      expect(shared).toContain(`  ${line}\n`);
    expect(services.match(/<<: \*latchkey$/gm)).toHaveLength(2);
    expect(services).not.toMatch(/privileged|network_mode|docker\.sock|user: *root/);
  });

  it('starts roles that there are', () => {
    const roles = Array.from(services.matchAll(/^ {4}command: \[(\w+)\]$/gm), ([, role]) => role);

    expect(roles).toEqual(['server', 'worker']);
  });

  it('gives a process longer to stop than it takes', () => {
    const grace = Number(/stop_grace_period: (\d+)s/.exec(shared)?.[1]);
    const patience = /patienceMs = ([\d_]+)/.exec(readProjectFile('src/server/node/shutdown.ts'))?.[1] ?? '';

    expect(grace * 1_000).toBeGreaterThan(Number(patience.replaceAll('_', '')));
  });

  it('shows nothing to the world but a port of this machine, and PostgreSQL to nobody', () => {
    expect(services.match(/^ {6}- '.*:\d+'$/gm)).toEqual(["      - '127.0.0.1:3000:3000'"]);
    expect(services.slice(services.indexOf('postgres:'))).not.toMatch(/ports:/);
    expect(compose).toMatch(/inside:\n {4}internal: true/);
  });

  it('is given its secrets by a file that neither git nor the image ever has', () => {
    expect(readProjectFile('.gitignore').split('\n')).toContain('.env');
    expect(readProjectFile('.dockerignore').split('\n')).not.toContain('!.env');
    expect(compose).not.toMatch(/^\s*\w*(?:SECRET|TOKEN|KEY|PASSWORD): *[^$\s]/m);
  });
});
