"""Words that stand around names in news: titles, suffixes, organisations, countries and their adjectives.

Closed lists of the language and of the map, not of any article.
"""

from __future__ import annotations

from collections.abc import Mapping

_HONORIFICS = {
    "m": """
    mr mister sir lord monsieur herr senor señor messrs msgr imam ayatollah sheikh mullah father brother
    cardinal prince king pope emperor""",
    "f": "mrs ms miss madam madame lady dame senora señora sister princess queen baroness duchess",
    "": """
    dr drs prof profs rev reverend hon st fr sgt lt lieut col capt maj cmdr adm gen gens pfc cpl brig det
    vice-adm mx rabbi pastor officer deputy detective sergeant lieutenant captain major colonel commander
    admiral archbishop bishop""",
}

HONORIFICS: Mapping[str, str] = {word: gender for gender, words in _HONORIFICS.items() for word in words.split()}
"""Titles that stand before a name, folded and without a full stop, to the gender they tell ("" for either)."""

_SHORT_OFFICES = """sen senator|sens senator|senators senator|rep representative|reps representative
representatives representative|gov governor|govs governor|atty attorney|del delegate|pres president|amb ambassador
sec secretary|supt superintendent|cong congressman"""

_OFFICES = """
president vice-president premier chancellor minister secretary secretary-general speaker senator
representative governor governor-general mayor chairman chairwoman chair chairperson co-chair director
director-general commissioner judge justice attorney attorney-general general ambassador congressman
congresswoman councilman councilwoman councilmember alderman assemblyman assemblywoman assemblymember
committeeman committeewoman delegate chief sheriff professor principal leader spokesman spokeswoman
spokesperson nominee candidate whip treasurer comptroller superintendent envoy prosecutor marshal
dictator coach editor analyst economist strategist lawyer adviser advisor manager undersecretary
administrator counsel solicitor taoiseach tsar czar co-founder founder ceo cfo coo author columnist
correspondent reporter anchor host pollster activist democrat republican majority minority doctor"""

OFFICES: Mapping[str, str] = {word: word for word in _OFFICES.split()} | {
    pair.split()[0]: pair.split()[1] for pair in _SHORT_OFFICES.replace("\n", "|").split("|")
}
"""Offices that stand before a name, folded and without a full stop, to the office written out."""

SUFFIXES = frozenset("jr sr ii iii iv v vi vii viii md phd esq mp mep qc kc cbe obe jd dds rn cpa".split())

PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le bin ibn al el ben ter ten af zu y e st".split()
)

ORGANISATIONS = frozenset(
    """academy act administration ag agency airlines airways alliance almanac arena army assembly associates
    association authority award awards bank bbc bloc board bowl brothers bundesbank bureau cabinet campaign
    center centers centre championship church circuit clinic club cnn co coalition college commission
    committee communications community company congress corp corporation council county court cup daily
    defense department directorate district division enterprises entertainment executive family fed federation
    force forces forum foundation fund gazette globe gmbh government group guardian guild herald hospital
    hotel house inc index industries initiative institute institution international interpol investigations
    journal kremlin labor laboratory league llc llp ltd magazine media ministry mission monitor motors museum
    nations navy network news newspaper nv observer office organisation organization pac parliament partners
    partnership party pentagon plc police politburo politico poll post press project qaeda radio records
    regiment report reserve reuters review sa school schools secretariat securities senate service services
    show society stadium station studies studio studios summit survey syndicate task team telegraph television
    temple theater theatre thinktank times treasury tribunal tribune trust tv union united university vatican
    watch wire workers world xinhua""".split()
)
"""A name with one of these words is not a person's."""

_NATIONS = """afghanistan afghan kabul|albania albanian tirana|algeria algerian algiers|america american washington
argentina argentine|armenia armenian yerevan|australia australian canberra|austria austrian vienna
azerbaijan azerbaijani baku|bahrain bahraini|bangladesh bangladeshi dhaka|belarus belarusian minsk
belgium belgian brussels|bolivia bolivian|bosnia bosnian|brazil brazilian brasilia|britain british london
bulgaria bulgarian sofia|cambodia cambodian|cameroon cameroonian|canada canadian ottawa|chad chadian
chile chilean santiago|china chinese beijing|colombia colombian bogota|congo congolese kinshasa
croatia croatian zagreb|cuba cuban havana|cyprus cypriot|czechia czech prague|denmark danish copenhagen
ecuador ecuadorian quito|egypt egyptian cairo|england english|eritrea eritrean|estonia estonian tallinn
ethiopia ethiopian|finland finnish helsinki|france french paris|gaza palestinian|georgia georgian tbilisi
germany german berlin|ghana ghanaian accra|greece greek athens|guatemala guatemalan|haiti haitian|honduras honduran
hungary hungarian budapest|iceland icelandic|india indian delhi|indonesia indonesian jakarta|iran iranian tehran
iraq iraqi baghdad|ireland irish dublin|israel israeli jerusalem|italy italian rome|jamaica jamaican
japan japanese tokyo|jordan jordanian amman|kazakhstan kazakh astana|kenya kenyan nairobi|kosovo kosovar
kuwait kuwaiti|kyrgyzstan kyrgyz|laos laotian|latvia latvian riga|lebanon lebanese beirut|libya libyan tripoli
lithuania lithuanian vilnius|malaysia malaysian|mali malian|malta maltese|mexico mexican|moldova moldovan
mongolia mongolian|morocco moroccan rabat|myanmar burmese|nepal nepalese|netherlands dutch|nicaragua nicaraguan
niger nigerien|nigeria nigerian abuja|norway norwegian oslo|oman omani|pakistan pakistani islamabad
panama panamanian|paraguay paraguayan|peru peruvian lima|philippines filipino manila|poland polish warsaw
portugal portuguese lisbon|qatar qatari doha|romania romanian bucharest|russia russian moscow|rwanda rwandan
scotland scottish|senegal senegalese|serbia serbian belgrade|singapore singaporean|slovakia slovak bratislava
slovenia slovenian|somalia somali|spain spanish madrid|sudan sudanese khartoum|sweden swedish stockholm
switzerland swiss|syria syrian damascus|taiwan taiwanese taipei|tajikistan tajik|tanzania tanzanian
thailand thai bangkok|tunisia tunisian|turkey turkish ankara|turkmenistan turkmen|uganda ugandan
ukraine ukrainian kyiv kiev|uruguay uruguayan|uzbekistan uzbek|venezuela venezuelan caracas|vietnam vietnamese hanoi
wales welsh|yemen yemeni|zambia zambian|zimbabwe zimbabwean harare"""

NATIONS: Mapping[str, str] = {
    word: group.split()[0] for group in _NATIONS.replace("\n", "|").split("|") for word in group.split()
} | {"u.s": "america", "us": "america", "u.k": "britain", "uk": "britain", "soviet": "russia"}
"""A country, its adjective or its capital, folded, to the country."""

SAME_NAMES: Mapping[str, str] = {
    name: group.split("|")[0]
    for group in (
        "us|usa|united states|united states of america|america",
        "uk|united kingdom|britain|great britain",
        "eu|european union",
        "un|united nations",
    )
    for name in group.split("|")
}
"""What is called by several names, folded and without full stops, to one of them."""

PLACES = frozenset(
    """africa airport alabama alaska america antarctica arabia arctic arizona arkansas asia atlanta atlantic
    avenue balkans baltimore bay beach boston brooklyn california carolina central chicago city coast colorado
    connecticut crimea dakota dallas delaware denver detroit donbas east eastern emirates europe florida
    georgia hall hampshire hawaii hemisphere hill hollywood hong houston idaho illinois indiana iowa island
    islands jersey kansas kentucky kingdom kong korea lake lanka louisiana maine manhattan maryland
    massachusetts mediterranean miami michigan minnesota mississippi missouri montana mountain nebraska nevada
    north northern ocean ohio oklahoma oregon pacific park pennsylvania philadelphia phoenix republic rico
    river road scandinavia sea seattle south southern square states street tennessee texas utah valley vermont
    virginia washington west western wisconsin wyoming york zealand""".split()
)
"""Words that make a name a place's when no title and no given name says otherwise."""

MODIFIERS = frozenset(
    """abc acting actor actress african american arab asian assistant associate bbc billionaire black budget
    businessman catholic cbs chief christian clinton's cnn communications communist conservative defence
    defense democratic deputy district dnc education energy european evangelical ex executive federal fellow
    finance first foreign former fox future gop green health hispanic homeland house incumbent independent
    intelligence interim interior jewish junior justice labour late latino liberal libertarian lieutenant
    local longtime major mogul msnbc msnbc's muslim national nbc new nobel npr old opposition oversight
    presidential press prime program republican research retired rival rnc second security senate senior
    singer socialist state supreme then-candidate then-president third top tory treasury trump's tycoon
    veteran vice vice-presidential white young""".split()
)
"""Words that come before a name in the same run of capitals and are no part of it."""
