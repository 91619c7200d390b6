-- ARGV: now, name.   Returns for how many milliseconds the bucket is closed. Calls that were under way when it closed
-- say nothing new.
local now, key = tonumber(ARGV[1]), bucket(ARGV[2])
local kept = redis.call('HMGET', key, 'closed', 'strikes')
local closed, strikes = tonumber(kept[1] or 0), tonumber(kept[2] or 0)
if closed > now then
    return closed - now
end
if now - closed > 300000 then
    strikes = 0
end
local pause = math.min(60000, 2000 * 2 ^ strikes)
redis.call('HSET', key, 'closed', now + pause, 'strikes', math.min(strikes + 1, 5))
redis.call('PEXPIRE', key, LIFE)
return pause
