import { describe, expect, it } from 'vitest';
import { readProjectFile, sourceFiles } from '../../support/source-files.ts';

const dockerfile = readProjectFile('Dockerfile');
const copied = Array.from(dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, from = '']) =>
  from.split(' '),
).flat();
const { dependencies, devDependencies } = JSON.parse(readProjectFile('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

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
});
