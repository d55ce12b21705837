extension GoldenReceipts {
    static let note: [String: String] = [
        "en-24": """
           Morning Light Fuel

            118 Zhongshanmen
            Street, Nanjing
           Tel. 025-8445 2200
        ------------------------
        Time          2026-03-01
                        16:15:30
        Lane 1           Till T2
        Reference  20260301-0042
        ------------------------
             Shift summary
        128 operations in this
        shift, 2 of them
        accepted offline; the
        manager checks and
        signs.
        """,
        "en-32": """
               Morning Light Fuel

        118 Zhongshanmen Street, Nanjing
               Tel. 025-8445 2200
        --------------------------------
        Time         2026-03-01 16:15:30
        Lane 1                   Till T2
        Reference          20260301-0042
        --------------------------------
                 Shift summary
        128 operations in this shift, 2
        of them accepted offline; the
        manager checks and signs.
        """,
        "en-42": """
                    Morning Light Fuel

             118 Zhongshanmen Street, Nanjing
                    Tel. 025-8445 2200
        ------------------------------------------
        Time                   2026-03-01 16:15:30
        Lane 1                             Till T2
        Reference                    20260301-0042
        ------------------------------------------
                      Shift summary
        128 operations in this shift, 2 of them
        accepted offline; the manager checks and
        signs.
        """,
        "en-48": """
                       Morning Light Fuel

                118 Zhongshanmen Street, Nanjing
                       Tel. 025-8445 2200
        ------------------------------------------------
        Time                         2026-03-01 16:15:30
        Lane 1                                   Till T2
        Reference                          20260301-0042
        ------------------------------------------------
                         Shift summary
            128 operations in this shift, 2 of them
        accepted offline; the manager checks and signs.
        """,
        "zh-24": """
               晨光加油站

            江苏省南京市玄武
           区中山门大街118号
           电话 025-8445 2200
        ------------------------
        时间          2026-03-01
                        16:15:30
        通道 1         收银台 T2
        单号       20260301-0042
        ------------------------
                交班小结
        本班次共受理交易 128
        笔，其中“离线受理”2
        笔，请店长核对后签字……
        """,
        "zh-32": """
                   晨光加油站

                江苏省南京市玄武
               区中山门大街118号
               电话 025-8445 2200
        --------------------------------
        时间         2026-03-01 16:15:30
        通道 1                 收银台 T2
        单号               20260301-0042
        --------------------------------
                    交班小结
        本班次共受理交易 128 笔，其中
        “离线受理”2 笔，请店长核对后签
        字……
        """,
        "zh-42": """
                        晨光加油站

            江苏省南京市玄武区中山门大街118号
                    电话 025-8445 2200
        ------------------------------------------
        时间                   2026-03-01 16:15:30
        通道 1                           收银台 T2
        单号                         20260301-0042
        ------------------------------------------
                         交班小结
            本班次共受理交易 128 笔，其中“离
            线受理”2 笔，请店长核对后签字……
        """,
        "zh-48": """
                           晨光加油站

               江苏省南京市玄武区中山门大街118号
                       电话 025-8445 2200
        ------------------------------------------------
        时间                         2026-03-01 16:15:30
        通道 1                                 收银台 T2
        单号                               20260301-0042
        ------------------------------------------------
                            交班小结
               本班次共受理交易 128 笔，其中“离
               线受理”2 笔，请店长核对后签字……
        """,
    ]
}
