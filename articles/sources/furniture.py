"""Page furniture: lines that belong to the page and not to the piece, told by their form alone."""

import re

SOCIAL = "furniture:social"
NEWSLETTER = "furniture:newsletter"
RECOMMENDATIONS = "furniture:recommendations"
SHARE = "furniture:share"
PAGING = "furniture:paging"
ADVERT = "furniture:advert"
MEDIA_CONTROLS = "furniture:media-controls"
LEFT_OUT = "furniture:left-out"  # somebody said so

_LONGEST = 400

# Each pattern is a whole line, matched without regard to case; the line comes without a bullet and with single
# blanks. `.*` at the end stands where houses word the rest as they like; it costs no backtracking.
_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        SOCIAL,
        (
            r"(?:folge|folgen|folgt|besuche|besuchen|besucht|like|liken|abonniere|abonnieren|abonniert)\s(?:sie |uns |auch |jetzt )*"
            r"(?:[\w.\-:&]+ ){0,4}(?:schon |auch |jetzt )*(?:auf|bei|via|über)\s.*(?:facebook|google|twitter|youtube|instagram|"
            r"whatsapp|tiktok|telegram|threads|mastodon|bluesky|\bx\b|xing|linkedin).*",
            r"(?:follow|like|find) us on .*",
            r"erfahren sie (?:hier )?mehr über die journalistischen standards.*",
            r"(?:hier finden sie (?:mehr )?informationen (?:zu|über) )?(?:unsere )?journalistischen? standards.*",
            r".{0,40}\b(?:ist|sind) jetzt (?:auch )?(?:bei|auf) (?:facebook|twitter|instagram|whatsapp|tiktok)\b.*",
        ),
    ),
    (
        NEWSLETTER,
        (
            r"bleiben sie dran\s?[!.]?",
            r"bleib(?:t)? dran\s?[!.]?",
            r"(?:wollen|möchten) sie wissen, wie (?:das|dieses) thema weitergeht\b.*",
            r"wir informieren sie (?:gerne|gern|kostenlos)\.?",
            r"(?:jetzt |hier |kostenlosen? |unseren? |den |zum |täglichen? )*newsletter(?: (?:jetzt|hier|kostenlos|abonnieren|bestellen|"
            r"anmelden|an|für sie|zum thema))*\s?[!.:]?",
            r"(?:jetzt |hier )?(?:für (?:unseren|den) |unseren? |den )?(?:[\w.\-]+[ -])?newsletter (?:abonnieren|bestellen|anmelden).*",
            r"(?:melden sie sich|abonnieren sie|bestellen sie|registrieren sie sich)\b.{0,80}newsletter.*",
            r"(?:diesem )?thema folgen",
            r"push-?(?:nachrichten|mitteilungen|dienst).{0,60}(?:aktivieren|abonnieren|erhalten).*",
            r"(?:sign up for|subscribe to) our newsletter.*",
        ),
    ),
    (
        RECOMMENDATIONS,
        (
            r"empfehlungen für (?:den|die|unsere|alle|sie).{0,60}",
            r"(?:unsere )?empfehlungen(?: der redaktion| für sie)?\s?:?",
            r"themen\s?:?",
            r"(?:beliebteste|meistgelesene|meistgeklickte|neueste|aktuelle|top)[- ]?(?:artikel|meldungen|nachrichten|themen|news)"
            r"(?: (?:aus|in|auf|bei|zu) .{1,40})?\s?:?",
            r"meistgelesen\s?:?|most read|trending|recommended(?: for you)?",
            r"mehr (?:aus|von) (?:[\w.\-]+|dem ressort|der rubrik|dieser rubrik)(?: [\w.\-]+)?\s?:?",
            r"(?:mehr|weiter|weiterlesen|alles lesen|zum artikel|read more)\s?(?:»|>>?|›|→|►|▶)+|»\s?mehr|(?:>>|»)\s?weiterlesen",
            r"zur startseite|nach oben|zum seitenanfang|zurück zur (?:startseite|übersicht)",
        ),
    ),
    (
        SHARE,
        (
            r"(?:diesen |den )?(?:artikel|beitrag|seite|story) (?:teilen|drucken|versenden|weiterempfehlen|empfehlen|merken|"
            r"kommentieren|vorlesen|speichern)(?: (?:auf|per|via|mit|bei|über) .{1,40})?\s?:?",
            r"(?:auf|per|via|bei|über|mit) (?:facebook|twitter|whatsapp|e-?mail|telegram|xing|linkedin|pinterest|flipboard|x|"
            r"pocket|threema|reddit) (?:teilen|versenden|senden|verschicken|merken|posten)",
            r"(?:teilen|share|tweet|twittern|drucken|vorlesen|merken|kommentieren|kommentar schreiben|mailen|per mail|print|"
            r"facebook|twitter|whatsapp|e-?mail|pinterest|flipboard|telegram|xing|linkedin|pocket|instagram|google\+|feedback)\s?:?",
            r"(?:(?:facebook|twitter|whatsapp|e-?mail|telegram|xing|linkedin|pinterest|flipboard|google\+|drucken|teilen|pocket)"
            r"[ ,|/·•]*){2,}",
            r"(?:\d+ )?kommentare?(?: \(\d+\)| lesen| anzeigen| schreiben)?\s?:?|share (?:this )?(?:article|story)\s?:?",
            r"link kopieren|kopieren|als pdf",
        ),
    ),
    (
        PAGING,
        (
            r"seiten?\s?:?\s?\d[\d\s|,.…»›>\-–]*",
            r"(?:seite )?\d{1,3} (?:von|/|of) \d{1,3} seiten?|seite \d{1,3}(?: (?:von|/|of) \d{1,3})?",
            r"(?:nächste|vorherige|zur nächsten|erste|letzte) seite\s?[»›>]*|auf einer seite lesen",
            r"lesezeit\s?:?\s?(?:ca\.? |etwa )?\d+\s?(?:min\.?|minuten?|minute\(n\)|sek\.?|sekunden)(?: lesezeit)?",
            r"(?:ca\.? )?\d+ (?:min\.?|minuten?) (?:lesezeit|lesedauer|read)|lesedauer\s?:?.{1,20}|\d+ min(?:ute)? read",
        ),
    ),
    (
        ADVERT,
        (
            r"[-–—*+(\[ ]*(?:anzeigen?|werbung|advertisement|advertorial|sponsored|gesponsert|promotion)[-–—*+)\]: ]*",
            r"(?:dieser (?:artikel|text|beitrag|inhalt) ist )?exklusiv(?:er inhalt)? für (?:unsere )?abonnent(?:en|innen|innen und abonnenten)\b.{0,40}",
            r"(?:nur )?für abonnenten|plus-?artikel|abo-?artikel|(?:jetzt|hier) (?:abonnieren|abo abschließen|weiterlesen mit .{1,30})",
            r"der artikel (?:geht|wird) nach (?:der|dieser) (?:anzeige|werbung) (?:weiter|fortgesetzt).*|nach der werbung weiterlesen",
        ),
    ),
    (
        MEDIA_CONTROLS,
        (
            r"empfohlener (?:redaktioneller|externer) inhalt",
            r"(?:externer|eingebundener|redaktioneller) inhalt(?: anzeigen| von .{1,30})?",
            r"(?:an dieser stelle|hier) (?:finden sie|befindet sich|wird|steht|ist) .{0,40}(?:externe[rn]?|eingebundene[rn]?|extern) .{0,40}inhalt.*",
            r"sie können (?:den|das|die|diesen|dieses|diese) [\w\-]+(?:[- ][\w\-]+)? nicht (?:sehen|anzeigen|abspielen)\s?\?.{0,80}",
            r"(?:bilderstrecke|bildergalerie|fotostrecke|fotogalerie|galerie|slideshow|bilderserie|fotoserie|klickstrecke) "
            r"(?:starten|öffnen|ansehen|anzeigen|anschauen)(?: ?\(?\d+ (?:bilder|fotos|bild|foto)\)?)?",
            r"(?:bild |foto )?\d{1,4} ?(?:von|/|of) ?\d{1,4}(?: (?:bilder|bildern|fotos))?|\d{1,4} (?:bilder|fotos)",
            r"(?:zurück|vor|weiter|nächstes|vorheriges|nächstes bild|vorheriges bild|previous|next|back)"
            r"(?: ?[|/»«]? ?(?:zurück|vor|weiter|next))?",
            r"kamera|suche|\(foto\)(?: suche)?|\(foto\) kamera|bild vergrößern|vollbild(?: anzeigen)?|großansicht|zum vergrößern klicken",
            r"videos?\s?:?|(?:zum )?video (?:starten|abspielen|ansehen|anzeigen)|play|abspielen|zum video|video läuft|"
            r"video konnte nicht (?:geladen|abgespielt) werden.*|ihr browser unterstützt .{0,60}",
            r"(?:diesen )?artikel (?:an)?hören|(?:inhalt|inhalte|tweet|beitrag|video|post) (?:laden|anzeigen|entsperren)",
        ),
    ),
)  # fmt: skip

_FORMS = tuple(
    (role, re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)) for role, forms in _PATTERNS
)

# First words that furniture begins with: a look at them spares nearly every other line the patterns.
_FIRST = re.compile(
    r"[-–—*+(\[ ]*(?:folg|besuch|like|abonn|find|follow|erfahr|hier|unser|journalist|bleib|wollen|möchten|wir inf|jetzt|newsletter|kosten|"
    r"den|für|täglich|melden|bestell|registr|diesem|thema|themen|push|sign|subscri|empf|beliebt|meist|neue|aktuell|top|most|trend|recomm|mehr|"
    r"weiter|alles|zum|zur|nach|read|»|>>|diese|artikel|beitrag|seite|story|auf|per|via|bei|über|mit|teilen|share|tweet|twitter|druck|"
    r"vorles|merken|komment|mail|print|facebook|whatsapp|e-?mail|pinterest|flipboard|telegram|xing|linkedin|pocket|instagram|google|"
    r"feedback|\d|link|kopier|als pdf|nächst|vorher|erste|letzte|lese|ca|anzeige|werbung|adverti|sponsor|gespons|promo|der artikel|"
    r"exklusiv|nur|plus|abo|extern|eingeb|redakt|an dieser|sie können|bilder|foto|galerie|slide|klick|bild|zurück|vor|prev|next|back|kamera|"
    r"suche|vollbild|groß|video|play|ihr brow|inhalt|post|zum)",
    re.IGNORECASE,
)
_NETWORK = re.compile(r"\b(?:ist|sind) jetzt (?:auch )?(?:bei|auf) ", re.IGNORECASE)
_MORE = re.compile(r"(?:^|\s)(?:mehr|weiterlesen|weiter)\s?(?:»|>>|›|→|►)+$|^»\s?mehr$", re.IGNORECASE)
_READER_LIST = re.compile(
    r"(?:unsere )?empfehlungen\b|(?:beliebteste|meistgelesen|meistgeklickte|most read|trending|recommended|neueste)|mehr (?:aus|von) ",
    re.IGNORECASE,
)


def furniture_role(line: str) -> str | None:
    """Return the role of a line of page furniture, None for any other line.

    Takes one line with single blanks and without a bullet. Costs one look at the first word for most lines.
    """
    if len(line) > _LONGEST or not (_FIRST.match(line) or _NETWORK.search(line[:80])):
        return None
    for role, form in _FORMS:
        if form.fullmatch(line):
            return role
    return None


def closes_teaser(line: str) -> bool:
    """Return whether the line ends in "mehr »", which closes a teaser of another piece."""
    return line[-1:] in "»>›→►" and _MORE.search(line, max(0, len(line) - 20)) is not None


def opens_recommendations(line: str) -> bool:
    """Return whether links to other pieces follow the line, which `furniture_role` took for recommendations."""
    return _READER_LIST.match(line) is not None
