"""What users of other news crawlers complain about, by the rows of the notes on them, and the tests that answer.

A row whose answer stands elsewhere is listed here and not repeated; `test_complaints` has the others, and a test that
every test named here is there.
"""

_PRESS = "unruly/test_the_whole_press.py"
_ROBOTS = "unruly/test_robots_states.py"
_SERVICE = "scheduler/test_service.py"

ANSWERED: dict[str, tuple[tuple[str, str], ...]] = {
    "1 silent breakage after a redesign": (
        (_PRESS, "test_a_story_that_moved_in_a_redesign_is_known_by_both_of_its_addresses"),
        ("unruly/test_silence.py", "test_pages_that_give_no_text_any_more_are_told"),
    ),
    "2 an outlet stops and nobody notices": (
        ("unruly/test_silence.py", "test_an_outlet_that_publishes_nothing_any_more_is_told"),
    ),
    "4 dead dated sitemaps starve fresh news": (
        (_PRESS, "test_of_three_hundred_dead_sitemaps_a_few_are_asked_for_each_time"),
        (_PRESS, "test_a_sitemap_that_was_dead_three_times_is_given_up"),
    ),
    "5 sites with no feed or sitemap": (
        (_PRESS, "test_every_published_article_is_stored_exactly_once_and_none_is_invented"),
    ),
    "6 the same article under many addresses": (
        (_PRESS, "test_a_story_with_eight_addresses_is_one_row_to_which_all_of_them_lead"),
        (_PRESS, "test_a_story_costs_no_more_than_its_addresses"),
    ),
    "7 advertisements inside feeds lead off-site": ((_PRESS, "test_an_advertisement_in_a_feed_leads_nowhere"),),
    "9 does it resume, what has it seen": (
        ("scheduler/test_daemon.py", "test_after_a_kill_in_mid_crawl_the_next_start_goes_on_where_it_was"),
        ("unruly/test_backfill.py", "test_a_backfill_that_was_killed_goes_on_where_it_was"),
    ),
    "10 dates missing, without zone, day-only or in the future": (
        (
            "crawlers/extraction/metadata/test_dates.py",
            "test_machine_dates_are_exact_and_without_a_zone_in_the_outlets",
        ),
        ("crawlers/extraction/metadata/test_dates.py", "test_a_date_without_a_time_is_a_day_and_stays_that_day_in_utc"),
        ("crawlers/extraction/metadata/test_dates.py", "test_dates_in_words_and_figures_are_read_in_the_outlets_zone"),
        ("crawlers/extraction/metadata/test_dates.py", "test_nothing_relative_or_impossible_is_read"),
    ),
    "11 a consent page stored instead of the article": (
        ("crawlers/extraction/verdict/test_notices.py", "test_a_page_that_only_asks_for_consent_is_a_consent_wall"),
        ("history/test_change_benchmark.py", "test_a_page_in_trouble_leaves_the_text_and_its_history_alone"),
    ),
    "12 paywall flags lie both ways": (
        ("crawlers/extraction/verdict/test_notices.py", "test_a_prompt_in_the_footer_is_no_paywall"),
        ("crawlers/extraction/verdict/test_notices.py", "test_a_teaser_with_a_prompt_to_subscribe_is_paywalled"),
        ("history/test_change_benchmark.py", "test_a_paywall_is_told_and_cuts_nothing"),
    ),
    "13 Retry-After ignored": (("unruly/test_retry_after.py", "test_nothing_is_asked_for_before_the_rest_is_over"),),
    "14 Crawl-delay ignored, robots 5xx taken for allowed": (
        (_ROBOTS, "test_the_pace_that_it_asks_for_is_kept"),
        (_ROBOTS, "test_the_pages_that_are_asked_for_are_those_that_may_be"),
    ),
    "15 parallel runs multiply the load on one site": (
        (_SERVICE, "test_two_outlets_of_one_domain_are_never_crawled_at_once"),
        (_PRESS, "test_never_two_requests_at_once"),
        ("scheduler/test_daemon.py", "test_another_writer_beside_the_daemon_is_told_who_has_the_database"),
    ),
    "16 stuck conditional requests": (
        (_PRESS, "test_an_edit_behind_a_server_that_always_says_not_modified_is_seen"),
        ("history/test_change_benchmark.py", "test_the_validator_of_an_error_hides_no_later_edit"),
    ),
    "17 one bad character loses the whole feed": (
        ("crawlers/discovery/test_feed.py", "test_a_feed_that_is_not_well_formed_but_has_entries_is_used"),
    ),
    "18 the scheduler stops, skips or hangs": (
        (_SERVICE, "test_a_crawl_past_its_deadline_is_closed_as_such_and_keeps_what_it_found"),
        (_SERVICE, "test_a_crawl_that_dies_without_a_word_is_closed_with_ours"),
        (_SERVICE, "test_a_tick_leaves_a_pulse"),
        (
            "scheduler/test_daemon.py",
            "test_the_clock_ticks_what_is_due_again_is_crawled_again_and_what_happens_is_a_line",
        ),
    ),
    "19 redirected into the private network": (
        (
            "crawlers/politeness/test_address_guard.py",
            "test_a_redirect_from_an_allowed_server_to_a_forbidden_place_is_not_followed",
        ),
    ),
}
