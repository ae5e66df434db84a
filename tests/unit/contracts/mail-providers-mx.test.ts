import { describe, expect, it } from 'vitest';
import { GATEWAYS, PROVIDER_MX } from '../../../src/contracts/mail-providers/data/mx.ts';
import { providerOfMx, type MxAnswer } from '../../../src/contracts/mail-providers/mx.ts';

const nameOf = (answer: MxAnswer | undefined) => {
  if (answer?.kind === 'provider') return answer.provider.id;
  return answer?.kind === 'gateway' ? `${answer.gateway.kind} ${answer.gateway.id}` : answer?.kind;
};
/** `10 mx.example.com, 20 …` as records. */
const records = (text: string) =>
  text.split(', ').map((record) => {
    const [priority = '', exchange = ''] = record.split(' ');
    return { priority: Number(priority), exchange };
  });

describe('providerOfMx', () => {
  it.each([
    ['1 aspmx.l.google.com, 5 alt1.aspmx.l.google.com, 10 aspmx2.googlemail.com', 'google-workspace'],
    ['1 smtp.google.com', 'google-workspace'],
    ['5 gmail-smtp-in.l.google.com, 10 alt1.gmail-smtp-in.l.google.com', 'gmail'],
    ['0 firma-no.mail.protection.outlook.com', 'microsoft-365'],
    ['10 firma-no.o-v1.mx.microsoft', 'microsoft-365'],
    ['2 hotmail-com.olc.protection.outlook.com', 'outlook'],
    ['1 mta5.am0.yahoodns.net, 1 mta6.am0.yahoodns.net', 'yahoo'],
    ['10 mx-aol.mail.gm0.yahoodns.net', 'aol'],
    ['10 mx01.mail.icloud.com, 10 mx02.mail.icloud.com', 'icloud'],
    ['10 mail.protonmail.ch, 20 mailsec.protonmail.ch', 'proton'],
    ['10 in1-smtp.messagingengine.com, 20 in2-smtp.messagingengine.com', 'fastmail'],
    ['10 mx.zoho.eu, 20 mx2.zoho.eu', 'zoho'],
    ['10 mx00.ionos.de, 10 mx01.ionos.de', 'ionos'],
    ['10 mx00.kundenserver.de, 10 mx01.kundenserver.de', 'ionos'],
    ['10 mx1.pub.mailpod12-cph3.one.com', 'one-com'],
    ['10 mx1.privateemail.com, 10 mx2.privateemail.com', 'private-email'],
    ['10 mx.domeneshop.no', 'domeneshop'],
    ['5 smtpin.rzone.de', 'strato'],
    ['1 mx1.mail.ovh.net, 5 mx2.mail.ovh.net', 'ovh'],
  ])('%s: %s', (text, id) => {
    expect(nameOf(providerOfMx(records(text)))).toBe(id);
  });

  it.each([
    ['10 mx1-eu1.ppe-hosted.com, 10 mx2-eu1.ppe-hosted.com', 'filter proofpoint'],
    ['10 mx0a-00112233.pphosted.com, 10 mx0b-00112233.pphosted.com', 'filter proofpoint'],
    ['10 eu-smtp-inbound-1.mimecast.com, 10 eu-smtp-inbound-2.mimecast.com', 'filter mimecast'],
    ['10 d123456a.ess.barracudanetworks.com', 'filter barracuda'],
    ['10 cluster5.eu.messagelabs.com', 'filter messagelabs'],
    ['28 route1.mx.cloudflare.net, 50 route2.mx.cloudflare.net', 'forwarding cloudflare'],
  ])('behind a gateway does not guess the mailbox: %s: %s', (text, id) => {
    expect(nameOf(providerOfMx(records(text)))).toBe(id);
  });

  it('believes the gateway even where the mailbox is named as the spare', () => {
    const both = '10 eu-smtp-inbound-1.mimecast.com, 20 firma-no.mail.protection.outlook.com';

    expect(nameOf(providerOfMx(records(both)))).toBe('filter mimecast');
  });

  it.each([
    ['two providers at the best priority', '10 aspmx.l.google.com, 10 firma.mail.protection.outlook.com'],
    ['a stranger beside a provider', '10 aspmx.l.google.com, 10 mail.fjordbutikken.no'],
    ['a stranger before a provider', '5 mail.fjordbutikken.no, 10 aspmx.l.google.com'],
    ['a gateway beside a provider', '10 aspmx.l.google.com, 10 eu-smtp-inbound-1.mimecast.com'],
    ['a stranger alone', '10 mail.fjordbutikken.no'],
    ['a name that only ends alike', '10 notaspmx.l.google.com.example, 10 evilmimecast.com'],
    ['an ending without a name', '10 com'],
    ['an empty name among others', '0 ., 10 aspmx.l.google.com'],
  ])('says nothing about %s', (_, text) => {
    expect(providerOfMx(records(text))).toBeUndefined();
  });

  it('says nothing without records', () => {
    expect(providerOfMx([])).toBeUndefined();
  });

  it.each(['0 .', '0 '])('tells a domain that takes no mail by %j', (text) => {
    expect(providerOfMx(records(text))).toEqual({ kind: 'no-mail' });
  });

  it('minds neither the order, nor capitals, nor a full stop at the end', () => {
    const untidy = '30 ASPMX3.GOOGLEMAIL.COM., 1 ASPMX.L.GOOGLE.COM.';

    expect(nameOf(providerOfMx(records(untidy)))).toBe('google-workspace');
  });

  it('gives every ending to one provider or gateway', () => {
    const endings = [
      ...PROVIDER_MX.flatMap(([, { value }]) => value),
      ...GATEWAYS.flatMap(({ mx }) => mx.flatMap(({ value }) => value)),
    ];

    expect(endings.filter((ending, at) => endings.indexOf(ending) !== at)).toEqual([]);
    expect(endings.filter((ending) => !/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(ending))).toEqual([]);
  });
});
