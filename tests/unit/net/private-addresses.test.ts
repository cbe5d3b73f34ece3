import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrivateAddress, privateByName } from '../../../src/net/private-addresses.ts';

describe('isPrivateAddress', () => {
  it.each([
    '0.0.0.0',
    '10.255.0.1',
    '100.64.0.1',
    '127.8.9.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::192.168.0.1',
    '2002:7f00:1::',
    'fd12::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each([
    '1.1.1.1',
    '100.128.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '223.255.255.255',
    '2606:4700::1',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ])('%s is public', (address) => expect(isPrivateAddress(address)).toBe(false));

  it('says the same of an IPv4 address in each of its IPv6 forms', () => {
    fc.assert(
      fc.property(fc.ipV4(), (v4) => {
        const forms = [`::ffff:${v4}`, `64:ff9b::${v4}`];
        expect(forms.map(isPrivateAddress)).toEqual(forms.map(() => isPrivateAddress(v4)));
      }),
    );
  });
});

describe('privateByName', () => {
  it.each([
    ['localhost', true],
    ['localhost.', true],
    ['app.localhost', true],
    ['[::1]', true],
    ['127.0.0.1', true],
    ['8.8.8.8', false],
    ['example.org', null],
    ['localhost.example.org', null],
    ['10.example.org', null],
  ])('%s: %s', (name, expected) => expect(privateByName(name)).toBe(expected));
});
