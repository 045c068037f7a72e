"""When something happened, as people read it: where the outlet is, and in UTC."""

from storage.times import moment, zone


def at(time: str, timezone: str) -> str:
    """`2026-11-24 20:00 Europe/Kyiv (18:00 UTC)`."""
    here, there = _local(time, timezone), _local(time, "UTC")
    if here == there:
        return f"{here} {timezone}" + ("" if timezone == "UTC" else " and UTC")
    return f"{here} {timezone} ({there if here[:10] != there[:10] else there[11:]} UTC)"


def published(time: str, to_the: str, timezone: str) -> str:
    """A time of publication, no more exact than the page told it: `to_the` is minute or day."""
    return _local(time, timezone)[:10] if to_the == "day" else at(time, timezone)


def span(from_at: str, until_at: str | None, timezone: str) -> str:
    """`from 2026-11-24 20:00 to now, Europe/Kyiv`."""
    return f"from {_local(from_at, timezone)} to {_local(until_at, timezone) if until_at else 'now'}, {timezone}"


def window(not_before: str | None, seen_at: str, timezone: str) -> list[str]:
    """Lines that say between which two looks it happened; a change is seen, it is never seen happening."""
    if not_before is None or not_before >= seen_at:
        return [f"at {at(seen_at, timezone)}"]
    here, there = (f"{_local(not_before, name)} and {_local(seen_at, name)}" for name in (timezone, "UTC"))
    if here == there:
        return [f"between {here} {timezone}" + ("" if timezone == "UTC" else " and UTC")]
    return [f"between {here} {timezone}", f"        {there} UTC"]


def within(not_before: str | None, seen_at: str) -> str:
    """How long before it was seen it may have happened: `6h`, `15m`; "" when that is not known."""
    if not_before is None:
        return ""
    minutes = max(0, round((moment(seen_at) - moment(not_before)).total_seconds() / 60))
    if minutes < 60:  # noqa: PLR2004  minutes an hour
        return f"{minutes}m"
    hours = round(minutes / 60)
    return f"{hours}h" if hours < 48 else f"{round(hours / 24)}d"  # noqa: PLR2004  two days


def _local(time: str, timezone: str) -> str:
    return f"{moment(time).astimezone(zone(timezone)):%Y-%m-%d %H:%M}"
