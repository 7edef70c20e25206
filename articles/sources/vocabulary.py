"""The words that German news pages are built with, as data: nothing here decides anything.

A new page form mostly needs a word in one of these tables. Words are compared in lower case (`casefold`); documents
keep the spelling that was printed.
"""

# Agencies that write text: they may stand in a byline.
TEXT_AGENCIES = frozenset(
    name.casefold()
    for name in (
        "dpa", "AFP", "AP", "Reuters", "sid", "epd", "KNA", "APA", "SDA", "dapd", "ddp", "dts", "spot",
        "spot on news", "ots", "dpa-afx", "dpa-infocom", "Keystone-SDA", "AWP", "ANSA", "EFE", "TASS", "Xinhua",
        "Bloomberg", "glomex", "teleschau", "Bang", "CoverMedia", "SpotOn", "rtr", "dpa-tmn", "Kyodo", "PTI",
    )
)  # fmt: skip

# Agencies, stocks and libraries that deliver pictures, beside those above.
PICTURE_AGENCIES = frozenset(
    name.casefold()
    for name in (
        "picture alliance", "picture-alliance", "Getty Images", "gettyimages", "Getty", "imago", "imago images",
        "Fotolia", "AdobeStock", "Adobe Stock", "stock.adobe.com", "iStock", "iStockphoto", "Shutterstock",
        "shutterstock.com", "123RF", "Pixabay", "Unsplash", "Pexels", "EyeEm", "Depositphotos", "Dreamstime",
        "WENN", "WENN.com", "Splash News", "ActionPress", "action press", "face to face", "ZUMA", "ZUMA Press",
        "ZUMA Wire", "EPA", "dpa-Zentralbild", "ZB", "Keystone", "PA Wire", "PA", "Bildfunk", "dpa-Bildfunk",
        "AP Photo", "Invision", "Sipa", "Sipa USA", "Xinhua", "Thinkstock", "colourbox", "Mauritius Images",
        "ullstein bild", "laif", "Ostkreuz", "Bongarts", "Jan Hübner", "Witters", "Sputnik", "Zoonar", "Westend61",
        "Alamy", "Corbis", "AKG", "akg-images", "photocase", "panthermedia", "Wikimedia Commons", "Wikipedia",
        "Plainpicture", "Future Image", "HMB Media", "Nordphoto", "Eibner", "Panama Pictures", "NurPhoto",
    )
)  # fmt: skip

AGENCIES = PICTURE_AGENCIES | TEXT_AGENCIES

# Regional services of dpa: they look like initials and are not ("Hamburg (dpa/lno)").
DPA_SERVICES = frozenset("lno lni lnw lhe lrs lsw lby lbn lbg lth lsc lah lmv tmn bre bsc dpa-tmn".split())

# Endings of a house's name where the name is an address ("news.de").
HOUSE_ENDINGS = "de|com|at|ch|net|org|info|eu|li|lu|it|co|io|tv|news|online|example"

# Words in a credit that name no one.
CREDIT_NOTES = frozenset(
    "handout archiv archivbild archivfoto symbolbild symbolfoto privat pool promo screenshot montage collage "
    "bildmontage fotomontage repro grafik handouts symbol themenbild illustration redaktion dpa-archiv "
    "nutzungsbeschränkung".split()
)

# Markers before a credit. Those that say something about the picture itself stay with the caption.
CREDIT_MARKERS = (
    "bildquelle|bildrechte|bildnachweis|bildcredit|bilder|bild|fotoquelle|foto-quelle|fotonachweis|fotocredit|"
    "fotograf|fotografin|fotos|foto|quelle|credits|credit|copyright|photo|image"
)
TELLING_MARKERS = "symbolbild|symbolfoto|archivbild|archivfoto|themenbild|screenshot|grafik|illustration|montage"

# Words in small letters that stand inside names.
NAME_PARTICLES = frozenset("von van de der den del della di da dos du la le el al bin ibn zu zur zum und y e".split())

# Ressorts: a line that is just one of these names the section.
SECTIONS = frozenset(
    """
    politik panorama wirtschaft sport kultur gesellschaft gesundheit wissen wissenschaft technik digital netzwelt
    auto reise reisen leben lifestyle promis promi stars star medien tv film kino musik unterhaltung boulevard
    vermischtes inland ausland deutschland international welt europa lokales regional region regionales leute
    finanzen geld börse karriere beruf bildung job ratgeber verbraucher meinung kommentar kommentare debatte
    feuilleton geschichte umwelt klima energie familie fußball motorsport justiz kriminalität blaulicht computer
    internet games spiele mobil immobilien wohnen garten essen genuss mode beauty royals adel royal news
    nachrichten aktuelles buntes bundesliga olympia lokalsport landespolitik bundespolitik magazin chronik etat
    stadt hafen land kreis stadtleben stadtgespräch region umland verkehr wetter bühne theater literatur bücher
    kunst religion kirche polizei gericht recht freizeit wochenende service leserbriefe leitartikel
    web politics business culture science opinion world local health travel
    """.split()
) | frozenset(
    (
        "aus aller welt", "formel 1", "stars & sternchen", "film & tv", "tv & film", "kino & tv", "tv & kino",
        "film und fernsehen", "geld & recht", "recht & steuern", "geld und recht", "netz & technik",
        "gesundheit & fitness", "reise & urlaub", "auto & verkehr", "familie & kind", "leben & wissen",
        "politik & wirtschaft", "musik & kultur", "royals & adel", "promis & stars", "essen & trinken",
        "wissen & technik", "wissenschaft & technik", "blick in die welt", "politik inland", "politik ausland",
        "computer & internet", "medien & kultur", "top-themen", "topnews", "top-news",
    )
)  # fmt: skip

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january", "februar feber feb february", "märz mär mrz maerz march",
            "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
            "september sept sep", "oktober okt october oct", "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

# Shortened words whose full stop ends no sentence.
ABBREVIATIONS = frozenset(
    """
    prof dr med jur phil dipl ing hrsg bzw usw etc vgl evtl ggf inkl exkl mio mrd tsd str nr abs art bd vs ca sog
    geb gest verh jh jhd hl abt feat min max std sek tel fax jan feb mär apr jun jul aug sep sept okt nov dez
    mo di mi do fr sa so st co jr sr rep sen gen gov mrs mr ms nat zool mag lic allg ehem
    """.split()
)
