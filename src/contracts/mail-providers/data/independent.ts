import { assumed, reported, seen, words } from '../claim.ts';
import { everywhere, SPAM_PERHAPS } from '../names.ts';
import type { MailProvider } from '../provider.ts';

/** Found all over the world, each with far fewer people. */
export const INDEPENDENT = [
  {
    id: 'aol',
    name: 'AOL Mail',
    domains: [
      seen(words('aol.com aol.de aol.fr aol.co.uk aim.com netscape.net'), 'ispdb'),
      {
        ...seen(
          words(`netscape.com compuserve.com cs.com wmconnect.com aol.it aol.es aol.se aol.co.nz
            aol.com.au aol.com.ar aol.com.br aol.com.mx`),
          'ispdb',
        ),
        rare: true,
      },
      { ...reported(words('love.com ygm.com wow.com'), 'provider-links'), rare: true },
      // Verizon handed its mailboxes to AOL in 2017.
      assumed(words('verizon.net')),
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://mail.aol.com/', 'sniper-link'),
    search: reported('https://mail.aol.com/d/search/keyword=from:{sender}', 'sniper-link'),
    apps: { android: reported('com.aol.mobile.aolapp', 'sniper-link') },
    allow: [{ step: reported('contact', 'field-study') }],
  },
  {
    id: 'proton',
    name: 'Proton Mail',
    domains: [reported(words('proton.me protonmail.com pm.me protonmail.ch'), 'sniper-link')],
    spam: everywhere(reported('Spam', 'proton')),
    inbox: reported('https://mail.proton.me/', 'sniper-link'),
    search: reported('https://mail.proton.me/u/0/all-mail#from={sender}', 'sniper-link'),
    apps: {
      ios: reported('protonmail://', 'sniper-link'),
      android: reported('ch.protonmail.android', 'sniper-link'),
    },
    allow: [{ step: assumed('not-spam') }],
    keptDays: seen(0, 'proton'),
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    domains: [
      reported(words('fastmail.com fastmail.fm'), 'provider-links'),
      {
        ...reported(
          words(
            `123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 50mail.com airpost.net allmail.net bestmail.us cluemail.com elitemail.org emailcorner.net emailengine.net emailengine.org emailgroups.net emailplus.org emailuser.net eml.cc f-m.fm fast-email.com fast-mail.org fastem.com fastemail.us fastemailer.com fastest.cc fastimap.com fastmail.cn fastmail.co.uk fastmail.com.au fastmail.de fastmail.es fastmail.fr fastmail.im fastmail.in fastmail.jp fastmail.mx fastmail.net fastmail.nl fastmail.org fastmail.se fastmail.to fastmail.tw fastmail.uk fastmail.us fastmailbox.net fastmessaging.com fea.st fmail.co.uk fmailbox.com fmgirl.com fmguy.com ftml.net h-mail.us hailmail.net imap-mail.com imap.cc imapmail.org inoutbox.com internet-e-mail.com internet-mail.org internetemails.net internetmailing.net jetemail.net justemail.net letterboxes.org mail-central.com mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com mailforce.net mailftp.com mailhaven.com mailingaddress.org mailite.com mailmight.com mailnew.com mailsent.net mailservice.ms mailup.net mailworks.org ml1.net mm.st myfastmail.com mymacmail.com nospammail.net ownmail.net petml.com postinbox.com postpro.net proinbox.com promessage.com realemail.net reallyfast.biz reallyfast.info rushpost.com sent.as sent.at sent.com speedpost.net speedymail.org ssl-mail.com swift-mail.com the-fastest.net the-quickest.com theinternetemail.com veryfast.biz veryspeedy.net warpmail.net xsmail.com yepmail.net your-mail.com `,
          ),
          'mxsniff',
        ),
        rare: true,
      },
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://app.fastmail.com/', 'field-study'),
    search: reported('https://app.fastmail.com/mail/search:from%3A{sender}/', 'field-study'),
    allow: [{ step: assumed('not-spam') }, { step: assumed('contact') }],
  },
  {
    id: 'tuta',
    name: 'Tuta',
    domains: [
      reported(words('tuta.com tutanota.com tutanota.de tutamail.com tuta.io keemail.me'), 'provider-links'),
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://app.tuta.com/', 'field-study'),
    search: reported('https://app.tuta.com/search/mail?query={sender}', 'field-study'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'zoho',
    name: 'Zoho Mail',
    domains: [
      seen(
        words(`zoho.com zohomail.com zoho.eu zohomail.eu zoho.in zohomail.in zoho.jp zohomail.jp zoho.com.au
          zohomail.com.au zohocloud.ca zohomailcloud.ca`),
        'ispdb',
      ),
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://mail.zoho.com/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'mail-com',
    name: 'mail.com',
    domains: [
      seen(
        words(`mail.com email.com post.com usa.com europe.com consultant.com myself.com iname.com dr.com
          engineer.com london.com techie.com cheerful.com mail.org`),
        'ispdb',
      ),
      {
        ...seen(
          words(
            `accountant.com linuxmail.org uymail.com writeme.com 2die4.com activist.com adexec.com africamail.com aircraftmail.com alabama.usa.com alaska.usa.com allergist.com alumni.com alumnidirector.com americamail.com amorous.com angelic.com archaeologist.com arizona.usa.com artlover.com asia-mail.com atheist.com australiamail.com bartender.net berlin.com bigger.com bikerider.com birdlover.com blader.com boardermail.com brazilmail.com brew-master.com california.usa.com californiamail.com caress.com catlover.com chef.net chemist.com chinamail.com clerk.com cliffhanger.com collector.org columnist.com comic.com computer4u.com contractor.net coolsite.net counsellor.com count.com couple.com cutey.com cyberdude.com cybergal.com cyber-wizard.com dallasmail.com dbzmail.com deliveryman.com diplomats.com disciples.com doctor.com doglover.com doramail.com dublin.com earthling.net elvisfan.com englandmail.com europemail.com execs.com fan.com feelings.com financier.com fireman.net florida.usa.com footballer.com gardener.com geologist.com germanymail.com graduate.org graphic-designer.com hackermail.com hairdresser.net hilarious.com hockeymail.com homemail.com hot-shot.com hour.com humanoid.net illinois.usa.com innocent.com inorbit.com instruction.com instructor.net insurer.com irelandmail.com italymail.com japan.com journalist.com keromail.com kittymail.com koreamail.com lawyer.com legislator.com loveable.com lovecat.com mad.scientist.com madonnafan.com madrid.com marchmail.com mexicomail.com mindless.com minister.com mobsters.com monarchy.com moscowmail.com munich.com musician.org muslim.com newyork.usa.com null.net nycmail.com oath.com optician.com pacificwest.com petlover.com photographer.net playful.com poetic.com politician.com popstar.com presidency.com priest.com programmer.net publicist.com realtyagent.com reborn.com reggaefan.com religious.com repairman.com representative.com rescueteam.com revenue.com rocketship.com rockfan.com rome.com royal.net saintly.com salesperson.net sanfranmail.com scientist.com scotlandmail.com secretary.net seductive.com singapore.com snakebite.com songwriter.net soon.com spainmail.com teachers.org technologist.com texas.usa.com thegame.com therapist.net toke.com tokyo.com toothfairy.com tvstar.com umpire.com wallet.com webname.com weirdness.com who.net whoever.com winning.com witty.com worker.com workmail.com yours.com `,
          ),
          'ispdb',
        ),
        rare: true,
      },
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://www.mail.com/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'hey',
    name: 'HEY',
    domains: [reported(words('hey.com'), 'sniper-link')],
    spam: SPAM_PERHAPS,
    places: [{ kind: 'screener', names: everywhere(reported('The Screener', 'hey')) }],
    inbox: reported('https://app.hey.com/topics/everything', 'sniper-link'),
    apps: { android: reported('com.basecamp.hey', 'sniper-link') },
    allow: [{ step: reported('let-in', 'hey') }],
  },
  {
    id: 'startmail',
    name: 'StartMail',
    domains: [reported(words('startmail.com'), 'provider-links')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://startmail.com/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'runbox',
    name: 'Runbox',
    domains: [reported(words('runbox.com'), 'provider-links'), assumed(words('runbox.no'))],
    spam: SPAM_PERHAPS,
    inbox: reported('https://runbox.com/mail', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'mailfence',
    name: 'Mailfence',
    domains: [reported(words('mailfence.com'), 'provider-links')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://mailfence.com/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'hushmail',
    name: 'Hushmail',
    domains: [
      reported(words('hushmail.com'), 'provider-links'),
      reported(words('hush.com'), 'popular-domains'),
      assumed(words('hushmail.me hush.ai')),
    ],
    spam: SPAM_PERHAPS,
    inbox: reported('https://www.hushmail.com/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
] as const satisfies readonly MailProvider[];
