"""Which parameters of an address name the page, and which the way a reader came to it. Pure.

The names are from the public documentation of the tools that add them. In doubt a parameter stays: one page under two
addresses costs a look, two pages under one address lose a story.
"""

import re
from urllib.parse import quote_plus, unquote_to_bytes

_TRACKING = frozenset(
    """
fbclid gclid gclsrc dclid wbraid gbraid gadid msclkid yclid ymclid ysclid igsh igshid twclid ttclid li_fat_id tblci
irclickid srsltid sca_esv rb_clickid _openstat openstat rcmclid wickedid mindbox-click-id roistat roistat_visit
_ga _gl _gid _ke _kx _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok mbid spm xtor s_cid s_kwcid ef_id cmpid
ncid icid intcid smid sr_share ref_src ref_url tw_source tw_campaign tw_term tw_content tw_adid ocid
cmp intcmp cndid taid sfnsn mibextid smtyp emc attribution_id attribution_type replytocom noamp nonamp clear_cache
campaign_id campaign_name __twitter_impression __s vero_id vero_conv trk trkinfo trkcampaign shareid share_source
action_object_map
action_type_map action_ref_map feature_share soc_src soc_trk guccounter guce_referrer guce_referrer_sig
pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid pk_vid
""".split()  # noqa: SIM905  a hundred names in a list would take a hundred lines
)
_TRACKING_FAMILIES = re.compile(
    r"(?:utm|hmb|mtm|matomo|piwik|hsa|itm|ns|_ga|_gl|gad|_x_tr|__cf_chl|_branch)_[\w-]+\Z"
    r"|(?:at|fb|mc|oly|ga|adj|ml|stm|wt)_(?!id\Z)[\w-]+\Z"  # so short that a table's key may be called so
)
_SESSION = re.compile(r"(?:php)?sess(?:ion)?_?id|jsessionid|aspsessionid\w*|cfid|cftoken|_?sid")
_SESSION_VALUE = re.compile(r"[0-9a-z,-]{16,}\Z", re.IGNORECASE)
# Names that may be a page's own, unless the value is a place where readers come from.
_CAME_BY = frozenset(
    ("from", "ref", "referrer", "referer", "source", "src", "via", "share", "partner", "traffic_source")
)
_REFERRERS = frozenset(("ref", "referrer", "referer", "via"))  # Ghost puts its own host or its newsletter's name there
_A_HOST_OR_LETTER = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}\Z|[\w-]+-newsletter\Z")
_PLACES = frozenset(
    """
rss feed feeds rssfeed atom newsletter email mail push digest telegram tg viber whatsapp facebook fb twitter x instagram
linkedin messenger vk ok tiktok threads google googlenews google_news gnews news.google flipboard pocket yandex ukrnet
ukr.net ukr_net i.ua meta.ua homepage mainpage main_page amp social share copy sharing sitemap
""".split()  # noqa: SIM905  the same
)
_ESCAPED_AND = re.compile(r"&(?:amp;)+", re.IGNORECASE)


def page_query(query: str) -> str:
    """What of a query names the page: sorted by name, each parameter in one spelling, or "" for nothing.

    Parameters of one name keep their order. Raises UnicodeEncodeError for half a character.
    """
    if not query:
        return ""
    pairs = [_spelled(pair) for pair in _ESCAPED_AND.sub("&", query).split("&") if pair.strip("=")]
    return "&".join(
        f"{name}{value}" for name, value in sorted(filter(_names_the_page, pairs), key=lambda pair: pair[0])
    )


def _spelled(pair: str) -> tuple[str, str]:
    """The name, and the value behind its sign of equality, if it has one."""
    name, sign, value = pair.partition("=")
    return _requoted(name), sign + _requoted(value)


def _requoted(text: str) -> str:
    return quote_plus(unquote_to_bytes(text.replace("+", " ")))


def _names_the_page(pair: tuple[str, str]) -> bool:
    name, value = pair[0].lower(), pair[1].removeprefix("=")
    if name in _TRACKING or _TRACKING_FAMILIES.match(name):
        return False
    if _SESSION.fullmatch(name):
        return not _SESSION_VALUE.match(value)
    return not _is_way_here(name, value.lower())


def _is_way_here(name: str, value: str) -> bool:
    """Whether a doubtful name says where the reader came from."""
    return (name in _CAME_BY and value in _PLACES) or (name in _REFERRERS and bool(_A_HOST_OR_LETTER.match(value)))
