import { describe, expect, it } from 'vitest';
import { parseEmailAddress } from '../../../src/contracts/email-address.ts';
import { packProviders } from '../../../src/contracts/mail-providers/pack.ts';
import { providerById, providerOfDomain } from '../../../src/contracts/mail-providers/providers.ts';
import { findPackedProvider } from '../../../src/contracts/mail-providers/read-packed.ts';

/** Addresses as people have them, by the provider whose mailbox they are; `-` for nobody's we know. */
const ADDRESSES: Readonly<Record<string, string>> = {
  gmail: `ingrid.solberg@gmail.com o.nordmann+shop@gmail.com hans-peter.mueller@googlemail.com j.o'brien@gmail.com
    marie.lefevre75@gmail.com Ola.Nordmann@GMAIL.com`,
  outlook: `kari.nordmann@hotmail.com per_olsen@hotmail.no siv@live.no anders.svensson@hotmail.se lisa@live.se
    mette.hansen@hotmail.dk jens@live.dk lone@outlook.dk mika@hotmail.fi tiina@live.fi petra@hotmail.de uwe@live.de
    claudia@outlook.de julien@hotmail.fr amelie@live.fr luc@outlook.fr sarah@hotmail.co.uk tom@live.co.uk
    bob@msn.com ann@outlook.com joe@live.com pete@windowslive.com marco@hotmail.it jan@live.nl eva@outlook.at
    zoe@hotmail.be kate@hotmail.com.au ali@hotmail.com.tr ana@hotmail.com.br x@passport.com niamh@outlook.ie
    mei@hotmail.com.tw`,
  yahoo: `linda@yahoo.com kjell@yahoo.no karin@yahoo.se dieter@yahoo.de pascal@yahoo.fr emma@yahoo.co.uk
    rosa@yahoo.es paolo@yahoo.it chuck@ymail.com vet@rocketmail.com lee@yahoo.com.sg raj@yahoo.co.in
    bruna@yahoo.com.br trine@yahoo.dk`,
  'yahoo-japan': 'sato@yahoo.co.jp',
  icloud: 'bjorn@icloud.com silje@me.com steve@mac.com',
  aol: 'granny@aol.com franz@aol.de claire@aol.fr nigel@aol.co.uk kid@aim.com old@netscape.net hal@verizon.net',
  proton: 'anon@proton.me whistle@protonmail.com ch@protonmail.ch short@pm.me',
  fastmail: 'dev@fastmail.com nerd@fastmail.fm someone@sent.com de@fastmail.de',
  tuta: 'privat@tuta.com freund@tutanota.com freund@tutanota.de key@keemail.me',
  zoho: 'biz@zoho.com eu@zohomail.eu',
  'mail-com': 'a@mail.com b@email.com c@usa.com d@consultant.com e@accountant.com',
  hey: 'jason@hey.com',
  startmail: 'q@startmail.com',
  runbox: 'geir@runbox.com',
  mailfence: 'b@mailfence.com',
  hushmail: 'law@hushmail.com law@hush.com',
  gmx: `klaus@gmx.de sabine@gmx.net wolfgang@gmx.at reto@gmx.ch lea@gmx.com paul@gmx.fr ian@gmx.co.uk erik@gmx.se
    me@mein.gmx`,
  'web-de': 'renate.schmidt@web.de h.meier1962@web.de',
  't-online': 'familie.weber@t-online.de neu@magenta.de',
  freenet: 'heinz@freenet.de',
  'vodafone-de': 'sven@arcor.de sven@vodafone.de sven@vodafonemail.de ute@kabelmail.de jo@unitybox.de',
  ionos: 'ralf@online.de buero@onlinehome.de',
  posteo: 'gruen@posteo.de gruen@posteo.net grun@posteo.no',
  'mailbox-org': 'it@mailbox.org',
  'mail-de': 'karl@mail.de',
  'o2-de': 'tim@o2online.de tim@alice-dsl.net',
  netcologne: 'jupp@netcologne.de',
  ewe: 'fiete@ewetel.net',
  a1: 'sepp@a1.net resi@aon.at',
  'magenta-at': 'franz@chello.at',
  bluewin: 'urs@bluewin.ch vreni@bluemail.ch',
  sunrise: 'beat@sunrise.ch beat@hispeed.ch',
  infomaniak: 'yves@ik.me',
  telenor: 'arne@online.no berit@frisurf.no odd@adsl.no',
  altibox: 'tor@lyse.net tor@altibox.no tor@ntebb.no tor@haugnett.no',
  nextgentel: 'liv@broadpark.no',
  'telia-no': 'nils@getmail.no nils@chello.no',
  'start-no': 'gro@start.no',
  'telia-se': 'lars@telia.com',
  'tele2-se': 'ulla@comhem.se ulla@tele2.se ulla@swipnet.se',
  'telenor-se': 'sven@bredband.net',
  bredband2: 'maja@bredband2.com',
  bahnhof: 'olle@bahnhof.se',
  spray: 'pia@spray.se',
  yousee: 'soren@mail.dk soren@youmail.dk soren@post.tele.dk',
  stofa: 'bente@stofanet.dk',
  elisa: 'matti@elisanet.fi matti@kolumbus.fi matti@saunalahti.fi',
  'telia-fi': 'aino@pp.inet.fi',
  'dna-fi': 'eero@welho.com',
  simnet: 'jon@simnet.is',
  orange: 'jean.dupont@orange.fr j.dupont@wanadoo.fr j@voila.fr',
  free: 'monique@free.fr monique@aliceadsl.fr',
  sfr: 'alain@sfr.fr alain@neuf.fr alain@club-internet.fr alain@numericable.fr',
  laposte: 'simone@laposte.net',
  bbox: 'luc@bbox.fr',
  mailo: 'eco@mailo.com vieux@netcourrier.com',
  proximus: 'jef@skynet.be jef@proximus.be',
  telenet: 'an@telenet.be',
  voo: 'guy@voo.be',
  bt: 'margaret@btinternet.com margaret@btopenworld.com margaret@bt.com',
  sky: 'gary@sky.com',
  'virgin-media': 'sue@virginmedia.com sue@ntlworld.com sue@blueyonder.co.uk sue@virgin.net',
  talktalk: 'ken@talktalk.net ken@tiscali.co.uk',
  plusnet: 'ray@plus.com ray@plusnet.com',
  eir: 'sean@eircom.net',
  xfinity: 'bill@comcast.net bill@xfinity.com',
  att: 'ruth@att.net ruth@sbcglobal.net ruth@bellsouth.net ruth@pacbell.net',
  cox: 'al@cox.net',
  spectrum: 'dan@charter.net dan@rr.com dan@twc.com',
  earthlink: 'jo@earthlink.net jo@mindspring.com',
  centurylink: 'may@centurylink.net may@q.com',
  frontier: 'ed@frontier.com ed@frontiernet.net',
  optimum: 'sal@optonline.net',
  windstream: 'bo@windstream.net',
  juno: 'peg@juno.com',
  netzero: 'vic@netzero.net',
  'bell-ca': 'guy@bell.net guy@sympatico.ca',
  rogers: 'don@rogers.com',
  shaw: 'deb@shaw.ca',
  telus: 'kim@telus.net',
  videotron: 'luc@videotron.ca',
  kpn: 'kees@kpnmail.nl kees@planet.nl kees@xs4all.nl',
  ziggo: 'wim@ziggo.nl wim@home.nl',
  libero: 'gina@libero.it',
  virgilio: 'dante@virgilio.it',
  tim: 'ugo@alice.it ugo@tin.it',
  tiscali: 'ivo@tiscali.it',
  sapo: 'rui@sapo.pt',
  seznam: 'jan@seznam.cz jan@email.cz',
  onet: 'ewa@onet.pl ewa@op.pl',
  wp: 'jan@wp.pl',
  'o2-pl': 'ola@o2.pl',
  interia: 'kuba@interia.pl',
  'inbox-lv': 'inese@inbox.lv',
  'mail-ru': 'ivan@mail.ru ivan@bk.ru',
  yandex: 'olga@yandex.ru olga@ya.ru',
  naver: 'kim@naver.com',
  qq: '12345678@qq.com',
  netease: 'wang@163.com',
  uol: 'joao@uol.com.br',
  telstra: 'bruce@bigpond.com',
  optus: 'sheila@optusnet.com.au',
  xtra: 'kiri@xtra.co.nz',
  '-': `post@fjordbutikken.no info@example.com anna@student.uib.no buchhaltung@mueller-gmbh.de me@c2i.net
    jan@gmail.no contact@laposte.fr help@comcast.com ceo@mail.gmail.com x@my-web.de sales@outlook.no.example`,
};

const rows = Object.entries(ADDRESSES).flatMap(([id, addresses]) =>
  addresses.split(/\s+/).map((address) => [address, id === '-' ? undefined : id] as const),
);
const packed = packProviders('en');

describe('whose mailbox an address is', () => {
  it('is tried with more than two hundred addresses', () => {
    expect(rows.length).toBeGreaterThanOrEqual(200);
  });

  it.each(rows)('%s: %s', (address, id) => {
    const parsed = parseEmailAddress(address);
    const domain = parsed.ok ? parsed.value.slice(parsed.value.lastIndexOf('@') + 1) : '';

    expect(domain).not.toBe('');
    expect(providerOfDomain(domain)?.id).toBe(id);
    // The browser knows the same, or leaves the domain to the server.
    const inBrowser = findPackedProvider(packed, domain)?.name;
    if (inBrowser !== undefined) expect(inBrowser).toBe(providerById(id ?? '')?.name);
  });
});
