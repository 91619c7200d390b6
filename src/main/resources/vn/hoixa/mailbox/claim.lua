-- ARGV: now, end of lease, how many residents, how many due ones to look at, how many events a claim, token
-- Returns {resident, {id, body, tries, ...}} for each; OAs take turns, the one served longest ago first.
local now, lease_end, wanted, scan = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local events, token = tonumber(ARGV[5]), ARGV[6]
local queues, oas, rank = {}, {}, {}
-- Piece by piece: once every page that there is has been seen, looking further changes nothing.
local piece, pages, seen = 100, redis.call('HLEN', SERVED), 0
while seen < scan do
    local due = redis.call('ZRANGE', DUE, '-inf', now, 'BYSCORE', 'LIMIT', seen, piece)
    for _, resident in ipairs(due) do
        local oa = string.match(resident, '^[^:]*')
        if not queues[oa] then
            queues[oa] = {}
            oas[#oas + 1] = oa
            rank[oa] = {tonumber(redis.call('HGET', SERVED, oa) or 0), #oas}
        end
        table.insert(queues[oa], resident)
    end
    seen = seen + piece
    if #due < piece or (#oas >= pages and seen >= wanted) then
        break
    end
end
table.sort(oas, function(one, other)
    local a, b = rank[one], rank[other]
    return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2])
end)

local chosen, round = {}, 1
while #chosen < wanted do
    local before = #chosen
    for _, oa in ipairs(oas) do
        if #chosen < wanted and queues[oa][round] then
            chosen[#chosen + 1] = queues[oa][round]
        end
    end
    if #chosen == before then
        break
    end
    round = round + 1
end

local claims = {}
for _, resident in ipairs(chosen) do
    local box = '{hoixa}:box:' .. resident
    local more = redis.call('LLEN', box) > events and 1 or 0
    redis.call('HSET', '{hoixa}:lease:' .. resident, 'token', token, 'more', more)
    redis.call('ZADD', DUE, lease_end, resident)
    redis.call('HSET', SERVED, string.match(resident, '^[^:]*'), redis.call('INCR', '{hoixa}:claims'))
    local mail = {}
    for _, id in ipairs(redis.call('LRANGE', box, 0, events - 1)) do
        local body = redis.call('HGET', '{hoixa}:bodies:' .. resident, id)
        if body then
            local tries = redis.call('HINCRBY', '{hoixa}:tries:' .. resident, id, 1)
            mail[#mail + 1] = {id, body, tostring(tries)}
        else
            -- Nothing is left of it; kept, it would stop every claim that it is in.
            redis.call('LREM', box, 0, id)
        end
    end
    claims[#claims + 1] = {resident, mail}
end
return claims
